/** What a reply asks about or for, whatever its class: each of these may need a human (spec 3). A table of words. */
import type { ReplyAsk } from '../../../shared/domain/reply-reading.ts';

export const ASK_WORDS: readonly { readonly ask: ReplyAsk; readonly pattern: RegExp }[] = [
  {
    ask: 'price',
    pattern:
      /\b(?:how much(?: (?:is|does|would|do|will|for|are))?\b(?! (?:time|of))|pric(?:e|es|ing|ed)|costs?\b|charge|fees?\b|ballpark|quote|run us|per (?:month|seat|user|invoice)|licen[sc]e fee|rates? for)\b/iu,
  },
  {
    ask: 'asset',
    pattern:
      /\b(?:deck|brochure|one[- ]?pager|case stud(?:y|ies)|pdf|slides?|white ?papers?|materials?|literature|data ?sheet|overview|presentation|(?:more|some|any|further) (?:info(?:rmation)?|details)|documentation|video)\b/iu,
  },
  {
    ask: 'demo',
    pattern:
      /\bdemo(?:nstration)?s?\b|\b(?:show|walk) (?:me|us)\b|\bin action\b|\btrial\b|\bpilot\b|\bproof of concept\b/iu,
  },
  {
    ask: 'meeting',
    pattern:
      /\b(?:meet(?:ing)?|call me|give me a (?:call|ring)|a (?:quick |short |first )?(?:call|chat|conversation)|let's (?:talk|chat|speak|meet)|let us (?:talk|speak|meet)|calendar|invite|slots?|send (?:me |us )?(?:some )?times|availability|schedule)\b/iu,
  },
  {
    ask: 'procurement',
    pattern:
      /\b(?:(?:procurement|purchasing)(?: (?:process|portal|policy|review|rules|requirements)|\b[^.!?\n]{0,20}\b(?:needs?|requires?|will (?:need|ask|want)|has to|must))|(?:through|involve|via|loop in|bring in) (?:our |the )?(?:procurement|purchasing)|vendor (?:form|onboarding|registration|assessment|list)|supplier (?:form|portal|onboarding|registration)|rf[piq]\b|tender|purchase order|\bpo\b number|msa\b)/iu,
  },
  {
    ask: 'security',
    pattern:
      /\b(?:security (?:review|questionnaire|people|team|assessment|certif\w*)|infosec|soc ?2|iso ?27001|pen(?:etration)?[- ]?test|certified|encrypt\w*|sso\b|saml|hipaa|pci|cyber)\b|\bsecurity\b[^.!\n]{0,40}\?|\bhow (?:secure|safe)\b/iu,
  },
  {
    ask: 'legal',
    pattern:
      /\b(?:legal(?: (?:team|department|review|terms))?|lawyers?|dpas?\b|data processing agreement|nda\b|contract(?:s|ual)? (?:terms?|review|template|language)|terms (?:and conditions|of service)|liability|indemni\w*|compliance|gdpr)\b/iu,
  },
  {
    ask: 'residency',
    pattern:
      /\b(?:data residency|residency)\b|\b(?:where|is)\b[^.!?\n]{0,40}\b(?:data|hosted?|stored?|servers?)\b[^.!?\n]{0,40}\?|\b(?:hosted?|stored?) (?:in|within) (?:the )?(?:eu|europe|germany|us|uk)\b/iu,
  },
  {
    ask: 'negotiation',
    pattern:
      /\b(?:discount|negotiat\w+|better (?:price|deal|offer)|cheaper|match (?:their|the) (?:price|offer)|payment terms|multi-?year|knock\b[^.!\n]{0,20}\boff|(?:two|three|2|3)[- ]years?\b[^.!?\n]{0,30}(?:deal|terms?|contract|\?))/iu,
  },
  {
    ask: 'timeline',
    pattern:
      /\b(?:(?:want|need|plan|planning|hope|aim|looking|intend)(?:ing)? to (?:buy|decide|go live|have (?:this|it|something) (?:live|in place|running)|sign|implement|roll out|switch|start)\b|decision (?:by|before|in|date)|(?:deciding|decide|choose|pick a vendor|select a vendor|go live|kick off)\b[^.!?\n]{0,20}\b(?:by|before|in|this|next)\b|in place (?:by|before)|shortlist\w*|evaluat(?:e|ing) (?:tools?|vendors?|solutions?|options|providers?)|(?:budget|contract) (?:is )?approved|contract (?:ends|runs out|expires|is up)|up for renewal|renewal (?:is|in|comes))\b/iu,
  },
  {
    ask: 'integration',
    pattern:
      /\b(?:integrat\w+|connect(?:s|or|ors)? (?:to|with)|api\b|plug in|sync with|webhooks?|edi\b|sap\b|oracle|netsuite|salesforce)\b/iu,
  },
  {
    ask: 'technical',
    pattern:
      /\b(?:architecture|on[- ]?prem(?:ises?)?|self[- ]?hosted|custom (?:workflow|rules?|field)s?|workflow|throughput|latency|database|technical(?:ly)?|algorithm|machine learning|which (?:carriers?|formats?|systems?)|accuracy|false positives?|supported formats?)\b/iu,
  },
  {
    ask: 'human',
    pattern:
      /\b(?:(?:talk|speak) (?:to|with) (?:a |an )?(?:real |actual |live )?(?:person|human|somebody|someone|people)|real (?:person|human)|actual (?:person|human)|someone (?:call|give|to call)|human being|have (?:someone|somebody) (?:call|give|ring)|are you (?:a )?(?:bot|human|real))\b/iu,
  },
];
