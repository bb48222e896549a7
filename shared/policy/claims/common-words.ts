/**
 * Words that say nothing checkable although they stand with a capital letter: sentence openers, business shorthand, titles. Names of
 * companies or products that are also English words must never come in here.
 */

const words = (...lists: readonly string[]) =>
  new Set(lists.flatMap((list) => list.split(/\s+/u).filter((word) => word !== '')));

/** Words that may open a sentence, in lower case. */
const COMMON_OPENERS: ReadonlySet<string> = words(
  `a about above across actually after again against ago all almost along already also although always am among an and another any anybody
  anyone anything anyway anywhere appreciate are around as ask asking at away back based be because been before begin behind being below best
  better between beyond big book both bring brief but by call can can't cannot care case chances changing check cheers clear clearly companies
  company compared congrats congratulations consider cost costs could couldn't curious currently customers data days dear decided delighted
  depending despite did didn't different do does doesn't doing don't done down during each early easy either else email enjoyed enough
  especially even ever every everybody everyone everything everywhere exactly excited expect fair fast feel few finally find fine first
  followed following for forward four free fresh from full further get getting give given giving glad go goes going good got grab great
  greetings growing growth guess had half happy hard has have haven't having he hello help helping hence her here here's hey hi hiring his
  honest honestly hope hoping how how's however i if imagine impressive in including instead interesting into invoices is isn't it it'll it's
  its just keep keeping kind knowing last late lately later least left less let let's like likely little long look looking looks lots love
  loved made maintaining make makes making managing many may maybe me mean meanwhile meet meeting might mind more morning most mostly much
  must my name naturally near nearly need needs neither never nevertheless new next nice no nobody none nor not nothing noticed now
  obviously of off often ok okay old on once one only onto open operations or other others otherwise our ours out over own p.s part past
  people perhaps please plenty point possibly ps put question quick quickly quite rather re read really reason reasonable recent recently
  regarding regards reply right running said same saw scaling schedule see seeing seems seen send sent several shall share she short should
  show similar similarly simple simply since sincerely small so some somebody someone something sometimes soon sorry sounds spending started
  still stop strong such super sure take taking talk teams team tell thank thanks that that'll that's the their them then there there's these
  they they'll they're they've thing things think this those though thought thoughts three through thus till time to today together tomorrow
  tonight too totally tough toward towards tracking try trying turns two typical typically under understand unfortunately unless unlike until
  up upon us use used useful using usually very via wanted wanting was wasn't watch we we'd we'll we're we've week weeks welcome well were
  weren't what what's whatever when whenever where where's wherever whether which whichever while who who's whoever whom whose why will wishes
  wishing with within without won't wonder wondering work working works worth would wouldn't yes yesterday yet you you'd you'll you're you've
  your yours`,
  `accounting accounts added adding agreed allowing answer anything's applications approvals audits automate automating automation averages
  banks billing budgets business businesses buyers carriers cash charges checking claims closing colleagues compliance consolidating contracts
  controllers correcting credit cutting dashboards deadlines deals delays demand departments details disputes drivers effort efforts employees
  engineers errors estimates evenings exceptions expansion expenses exports facilities files finance finding fixing folks forecasting forecasts
  freight frequently fridays funding goods handling headcount hospitals hours improving inbound insights integrations inventory issues items
  judging leaders leadership leads ledgers legal leaving line logistics losses maintenance management managers manual manually margins markets
  matching mergers mistakes mondays month monthly months moving numbers offices onboarding operators ops orders outbound paperwork partners
  patients payment payments payroll peers plans plant plants posting presumably pricing priorities processes procurement production products
  projects purchasing quality quarter questions rates reconciling reconciliation records refunds regulators reporting reports requests returns
  reviewing revenue risk roles rolling rules sales savings security sellers service services settlement shipments shipping shortages sites
  software spreadsheets staff standards statements stock stores suppliers supply support switching systems tasks tax tens terms thousands
  hundreds tools transactions transport trucks updates users vendors visibility volume volumes warehouse warehouses winning workflows year
  years`,
  `absolutely accuracy action address admit afternoon age agencies agents agreement air amount analysts answers apart apologies apps
  area areas article assets assuming attention audience auditors author average awesome bad balance bank barely basics beds bets bigger birds
  bit board boards bookings books bottom boxes brands bravo bringing broken budget building bulk busy buying cables cancel capacity car cards
  career cars cases categories chain chasing cheap checks children choosing churn cities class classes clients clinics code coffee cold
  collecting comparing competition complaints complex conditions confusion contact content contractors control conversations copies core
  countries couple courses crews crossing curiosity customs cutting damage dark date dates dead dealers debt decisions deep delivery demos
  dentists department design desk devices dinner directors discounts dispatch doctors documents door dozens drafts driving duty eight eighteen
  eighty eleven energy engines entire equipment evening evenings events evidence exact examples exchanges experience experts eyes fair family
  farms fees fewer field fields fifteen fifty figures fingers firms five fleets floor flights food forecast forms forty founders frankly fraud
  friends fuel funny games gaps gladly global goods grocers guests guides hands handy hardware hats heads health heat heavy helpful
  hidden higher hint homes honest hotels hour hours houses huge human ideas immediate impact incidents income independent indeed industry
  initial inside inspections inspectors insurance intake insurers invitation jobs judges key keys kids kudos labels labor labour labs lack
  language large larger lawyers leaf leaks learners learning leases leases lenders lending lessons letters lettuce level library license life
  lifts light lights linen lines lists loans local logs long longer losing loss lower lunch machine machines mail mailrooms main major majors
  manufacturers margin market marketing materials meaning meanwhile measures meals members memory merchants messages middle million millions
  minor minutes missing mixed models modern moment money morning mornings motion names network networks nights nine nineteen ninety noise
  normal notes notice nurses object obvious offer offers office older onboarding ones online opinion options order ordinary outages outside
  overnight owners pagers pages pain paper papers parcels parents parking parts password patience pay pens percent performance permits
  person personal phones photos pick pictures pilots pipeline pipelines places plain planning play players pleasure plus policies policy poor
  ports positive power practice practices premium press prices price pricing printing privacy private problem problems process profit programs
  progress promise proof proper property props providers public pure quiet quotes rain range rare rarely rates raw readers readings real
  receipts recruiters recruiting red regular regulators relief remote renewals rent repairs replies research residents respect response rest results
  retailers retail retention returns reviewers reviews rewards rich ride road roads robots rooms rotas rough routes rows sample samples scale
  schedules schools science scores screens search seasons seats second seeds self sensors serious servers sessions setting seven seventeen
  seventy shares shifts ships shoppers shops sick side signs silence single sites sixteen sixty size skills slow slots smaller social solid
  somewhat sound sources space spare speaking speed spending spring stability standard starters state stations steps stopping storage store
  straight stress strictly students studies style subject subscriptions success summer supervisors surely surprise surveys systems
  tables taxes technicians technology tenants tests text theory third thirteen thirty ticket tickets tight timelines timing tiny tired
  title topics touching tourists towels track trade traders trades traditional traffic training translation trips trouble truth turning
  turnover twelve twenty typing unless upgrades urgent usage vacations value vans various vehicles vibration video videos views visitors
  visits voices wait walls waste water weather website weekends whole winter wires wise women words workers workshops workload worst wow write
  wrong young zero`,
);

/** Shorthand and titles that stand with capitals in the middle of a sentence and name nobody. */
const GENERIC_CAPITALS: ReadonlySet<string> = words(
  `i i'm i'd i'll i've ok ai ml api apis crm erp wms tms roi kpi kpis sla slas saas b2b b2c pdf csv faq faqs hr it ceo cfo coo cto cio cmo cro
  vp svp evp md gm pm sdr ae ap ar po pos fte ftes ops tv pc id ids url q&a r&d tbd fyi asap eta etas am pm mr mrs ms dr sir madam ceos cfos
  monday tuesday wednesday thursday friday saturday sunday mondays tuesdays wednesdays thursdays fridays saturdays sundays mon tue tues wed thu
  thur thurs fri sat sun english p.s ps re cet cest gmt utc est edt pst pdt cst cdt bst linkedin skus sku edi p2p o2c gl pnl p&l kyc`,
);

/** -ing is an English ending, but these are, or begin, names. */
const NAMES_IN_ING = words(
  `boeing beijing sterling reading corning harding fleming browning manning turing kipling starling viking booking ring king bing ding ming
  ping xing jing irving ewing dowling darling hastings spring deepening keating pershing nanjing chongqing wyoming lessing behring`,
);

/** Whether a capitalised word at the start of a sentence is an ordinary English word there. */
export function isOrdinaryOpener(word: string): boolean {
  const lower = word.toLowerCase().replaceAll('’', "'");
  if (COMMON_OPENERS.has(lower) || GENERIC_CAPITALS.has(lower)) return true;
  if (/\p{Lu}/u.test(word.slice(1))) return false;
  if (
    /[a-z]{3}(?:ly|ment|ments|ness|ation|ations)$/u.test(lower) &&
    !/^(?:bentley|italy|o'reilly|reilly|wembley|berkeley|kimberly|molly|emily|sicily|billy|kelly|lilly|clement)$/u.test(
      lower,
    )
  )
    return true;
  return /[a-z]{3}ing$/u.test(lower) && !NAMES_IN_ING.has(lower);
}

/** Whether a capitalised word in the middle of a sentence names nobody. */
export function isGenericCapital(word: string): boolean {
  return GENERIC_CAPITALS.has(word.toLowerCase().replaceAll('’', "'"));
}
