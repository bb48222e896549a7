import { readDemoIngredients } from '/work/main/electron/crm/embedded/demo/demo-ingredients.ts';
import { composeAccount } from '/work/main/electron/crm/embedded/demo/compose-account.ts';
import { composeQueued } from '/work/main/electron/crm/embedded/demo/compose-queued.ts';
import { dealDecks } from '/work/main/electron/crm/embedded/demo/queue-plan.ts';
import { seededDraw } from '/work/main/electron/crm/embedded/demo/seeded-draw.ts';
import { checkClaims, unheldInSubject } from '/work/main/shared/policy/claims/check-claims.ts';
const ingredients = readDemoIngredients('/work/main/resources/demo'); const nowMs=Date.now(); const draw=seededDraw(3); const decks=dealDecks(ingredients,draw); const owner=ingredients.company.people[0]!;
const seen=new Map();
for(let i=0;i<3000;i++){const at=composeAccount(ingredients,i,{seed:5,nowMs}); const {pkg}=composeQueued({ingredients,decks,draw,owner,nowMs,id:'p'+i,place:0},{kind:i%2?'reply':'follow-up',state:'clear'} as any,at,at.contacts[0]!,null);
const inp={pkg,body:pkg.draft!.body,attested:[],person:owner,companyName:'Tallyhook',nowMs};
for(const b of [...checkClaims(inp).filter(c=>['unsupported','stale'].includes(c.state)).map(c=>c.reason), ...unheldInSubject(pkg.draft!.subject,inp).map(s=>'SUBJ '+pkg.draft!.subject+' : '+s.text)]) seen.set(b,(seen.get(b)??0)+1);}
console.log([...seen].sort((a,b)=>b[1]-a[1]).slice(0,40));
