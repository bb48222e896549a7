-- A demo workspace as version 0.1.0 filled it, cut down to twelve accounts.
PRAGMA foreign_keys = OFF;
BEGIN TRANSACTION;
CREATE TABLE accounts (
  id TEXT PRIMARY KEY,
  name TEXT NOT NULL,
  domain TEXT NOT NULL,
  website TEXT,
  industry TEXT NOT NULL,
  headcount INTEGER,
  geography TEXT NOT NULL,
  technographics TEXT NOT NULL,      -- JSON array of names
  tier INTEGER NOT NULL,             -- 1 best
  segment_id TEXT NOT NULL,
  segment_name TEXT NOT NULL,
  relation TEXT NOT NULL,            -- prospect, customer, competitor, partner
  pins TEXT NOT NULL,                -- JSON array: strategic, named, referral
  owner_id TEXT,                     -- a person
  change_no INTEGER NOT NULL DEFAULT 0
) STRICT;
INSERT INTO "accounts" VALUES('acc-00001','Penny Arc Pay','penny-arc-pay.example','https://www.penny-arc-pay.example/','Card issuing',1348,'Memphis, US','["SAP S/4HANA","Looker","Snowflake","Modern Treasury"]',2,'seg-fintech','Fintech finance operations','prospect','[]','person-mira',1);
INSERT INTO "accounts" VALUES('acc-00003','Northwind Freight','northwind-freight.example','https://www.northwind-freight.example/','Cold-chain logistics',2422,'Valencia, ES','["Alpega","Coupa"]',2,'seg-logistics','Logistics & freight operations','partner','[]','person-sam',3);
INSERT INTO "accounts" VALUES('acc-00004','Branchline Software','branchline-software.example','https://www.branchline-software.example/','Customer support software',1429,'Rotterdam, NL','["Maxio","Gong"]',1,'seg-saas','B2B SaaS revenue operations','prospect','["referral"]','person-sam',4);
INSERT INTO "accounts" VALUES('acc-00006','Lakeshore Physicians','lakeshore-physicians.example','https://www.lakeshore-physicians.example/','Orthopedics',2193,'Spokane, US','["athenaOne","Tableau"]',1,'seg-healthcare','Healthcare revenue operations','prospect','[]','person-sam',6);
INSERT INTO "accounts" VALUES('acc-00007','Harrowgate Lines','harrowgate-lines.example','https://www.harrowgate-lines.example/','Road freight',2712,'Brno, CZ','["Oracle Transportation Management","Samsara"]',1,'seg-logistics','Logistics & freight operations','customer','[]','person-sam',7);
INSERT INTO "accounts" VALUES('acc-00009','Coinwell Wallet','coinwell-wallet.example','https://www.coinwell-wallet.example/','Marketplace payouts',1372,'Sacramento, US','["Microsoft Dynamics 365","Adyen"]',1,'seg-fintech','Fintech finance operations','competitor','[]','person-mira',9);
INSERT INTO "accounts" VALUES('acc-00010','Juniper Ridge Health System','juniper-ridge-health-system.example','https://www.juniper-ridge-health-system.example/','Orthopedics',1437,'Spokane, US','["Oracle Health","Waystar","Tableau"]',1,'seg-healthcare','Healthcare revenue operations','prospect','[]','person-sam',10);
INSERT INTO "accounts" VALUES('acc-00013','Tallow Street Capital','tallow-street-capital.example','https://www.tallow-street-capital.example/','Card issuing',1296,'Gothenburg, SE','["Oracle Fusion","Stripe","Looker"]',2,'seg-fintech','Fintech finance operations','prospect','[]','person-mira',13);
INSERT INTO "accounts" VALUES('acc-00016','Elmwire Labs','elmwire-labs.example','https://www.elmwire-labs.example/','Security software',965,'Sacramento, US','["Stripe Billing","Gong","Salesforce","HubSpot"]',1,'seg-saas','B2B SaaS revenue operations','prospect','[]','person-sam',16);
INSERT INTO "accounts" VALUES('acc-00017','Brass Farthing Payments','brass-farthing-payments.example','https://www.brass-farthing-payments.example/','Banking as a service',1282,'Felixstowe, GB','["Workday Financials","Looker"]',1,'seg-fintech','Fintech finance operations','prospect','[]','person-sam',17);
INSERT INTO "accounts" VALUES('acc-00018','Prairie Star Care Partners','prairie-star-care-partners.example','https://www.prairie-star-care-partners.example/','Orthopedics',959,'Columbus, US','["MEDITECH Expanse","Salesforce Health Cloud","Availity","Experian Health"]',2,'seg-healthcare','Healthcare revenue operations','prospect','[]','person-mira',18);
INSERT INTO "accounts" VALUES('acc-00070','Northfork Medical Group','northfork-medical-group.example','https://www.northfork-medical-group.example/','Behavioral health',868,'Milwaukee, US','["MEDITECH Expanse","Availity"]',1,'seg-healthcare','Healthcare revenue operations','prospect','[]','person-sam',70);
CREATE TABLE activities (
  id TEXT PRIMARY KEY,
  contact_id TEXT NOT NULL REFERENCES contacts (id) ON DELETE CASCADE,
  account_id TEXT NOT NULL,
  channel TEXT NOT NULL,             -- email, call, linkedin, meeting
  direction TEXT NOT NULL,           -- outbound, inbound
  at_ms INTEGER NOT NULL,
  subject TEXT NOT NULL,
  snippet TEXT NOT NULL,
  outcome TEXT NOT NULL,
  source TEXT NOT NULL,              -- ai, ai-edited, human
  template_version TEXT,
  prompt_version TEXT,
  message_id TEXT,                   -- of the mail behind it
  package_id TEXT,                   -- of the handoff package behind it
  change_no INTEGER NOT NULL DEFAULT 0
) STRICT;
INSERT INTO "activities" VALUES('touch-con-00001-1-1','con-00001-1','acc-00001','email','outbound',1791797100000,'Settlement files and cut-offs','To Dana Reyes about settlement files and cut-offs','delivered','ai-edited','fintech-step-1@3','outbound-voice@7','<touch-con-00001-1-1@tallyhook.example>',NULL,826);
INSERT INTO "activities" VALUES('touch-con-00001-1-1-in','con-00001-1','acc-00001','email','inbound',1791807900000,'Re: Settlement files and cut-offs','Interesting. Who else in our sector uses it?','replied','human',NULL,NULL,'<answer.touch-con-00001-1-1@penny-arc-pay.example>',NULL,827);
INSERT INTO "activities" VALUES('touch-con-00001-2-1','con-00001-2','acc-00001','email','outbound',1794584820000,'Breaks before lunch','To Marcus Whitaker about breaks before lunch','delivered','ai','fintech-step-1@3','outbound-voice@7','<touch-con-00001-2-1@tallyhook.example>',NULL,828);
INSERT INTO "activities" VALUES('touch-con-00001-2-2','con-00001-2','acc-00001','email','outbound',1794903660000,'Re: Breaks before lunch','To Marcus Whitaker about breaks before lunch','delivered','ai-edited','fintech-step-2@3','outbound-voice@7','<touch-con-00001-2-2@tallyhook.example>',NULL,829);
INSERT INTO "activities" VALUES('touch-con-00003-1-1','con-00003-1','acc-00003','email','outbound',1790934720000,'Detention at the Valencia docks','To Marta Ferreira about detention at the Valencia docks','delivered','ai','logistics-step-1@3','outbound-voice@7','<touch-con-00003-1-1@tallyhook.example>',NULL,833);
INSERT INTO "activities" VALUES('touch-con-00003-1-2','con-00003-1','acc-00003','email','outbound',1791214800000,'Re: Detention at the Valencia docks','To Marta Ferreira about detention at the Valencia docks','delivered','ai-edited','logistics-step-2@3','outbound-voice@7','<touch-con-00003-1-2@tallyhook.example>',NULL,834);
INSERT INTO "activities" VALUES('touch-con-00003-1-3','con-00003-1','acc-00003','linkedin','outbound',1791552660000,'LinkedIn message','','connection request sent','human',NULL,NULL,NULL,NULL,835);
INSERT INTO "activities" VALUES('touch-con-00003-1-4','con-00003-1','acc-00003','email','outbound',1791812160000,'Re: Detention at the Valencia docks','To Marta Ferreira about detention at the Valencia docks','delivered','ai','logistics-step-4@3','outbound-voice@7','<touch-con-00003-1-4@tallyhook.example>',NULL,836);
INSERT INTO "activities" VALUES('touch-con-00003-1-5','con-00003-1','acc-00003','call','outbound',1792161600000,'Call','','spoke briefly, asked for email','human',NULL,NULL,NULL,NULL,837);
INSERT INTO "activities" VALUES('touch-con-00003-2-1','con-00003-2','acc-00003','email','outbound',1793362320000,'Freight audit on Alpega','To Tiago Iglesias about freight audit on Alpega','sent','ai','logistics-step-1@3','outbound-voice@7','<touch-con-00003-2-1@tallyhook.example>',NULL,838);
INSERT INTO "activities" VALUES('touch-con-00003-2-2','con-00003-2','acc-00003','email','outbound',1793803140000,'Re: Freight audit on Alpega','To Tiago Iglesias about freight audit on Alpega','sent','ai-edited','logistics-step-2@3','outbound-voice@7','<touch-con-00003-2-2@tallyhook.example>',NULL,839);
INSERT INTO "activities" VALUES('touch-con-00003-2-3','con-00003-2','acc-00003','linkedin','outbound',1793975460000,'LinkedIn message','','connection request sent','human',NULL,NULL,NULL,NULL,840);
INSERT INTO "activities" VALUES('touch-con-00003-2-4','con-00003-2','acc-00003','email','outbound',1794395580000,'Re: Freight audit on Alpega','To Tiago Iglesias about freight audit on Alpega','sent','human',NULL,NULL,'<touch-con-00003-2-4@tallyhook.example>',NULL,841);
INSERT INTO "activities" VALUES('touch-con-00003-2-5','con-00003-2','acc-00003','call','outbound',1794583620000,'Call','','no answer','human',NULL,NULL,NULL,NULL,842);
INSERT INTO "activities" VALUES('touch-con-00006-1-1','con-00006-1','acc-00006','email','outbound',1790765040000,'Payer variance, small and often','To Miguel Nguyen about payer variance, small and often','sent','human',NULL,NULL,'<touch-con-00006-1-1@tallyhook.example>',NULL,843);
INSERT INTO "activities" VALUES('touch-con-00006-1-2','con-00006-1','acc-00006','email','outbound',1790954220000,'Re: Payer variance, small and often','To Miguel Nguyen about payer variance, small and often','delivered','ai','healthcare-step-2@3','outbound-voice@7','<touch-con-00006-1-2@tallyhook.example>',NULL,844);
INSERT INTO "activities" VALUES('touch-con-00006-1-3','con-00006-1','acc-00006','linkedin','outbound',1791365820000,'LinkedIn message','','message sent','human',NULL,NULL,NULL,NULL,845);
INSERT INTO "activities" VALUES('touch-con-00006-1-4','con-00006-1','acc-00006','email','outbound',1791541140000,'Re: Payer variance, small and often','To Miguel Nguyen about payer variance, small and often','delivered','ai','healthcare-step-4@3','outbound-voice@7','<touch-con-00006-1-4@tallyhook.example>',NULL,846);
INSERT INTO "activities" VALUES('touch-con-00006-1-5','con-00006-1','acc-00006','call','outbound',1791976860000,'Call','','no answer','human',NULL,NULL,NULL,NULL,847);
INSERT INTO "activities" VALUES('touch-con-00006-2-1','con-00006-2','acc-00006','email','outbound',1791806280000,'Denials with the chart note attached','To Lauren Hollis about denials with the chart note attached','sent','ai','healthcare-step-1@3','outbound-voice@7','<touch-con-00006-2-1@tallyhook.example>',NULL,848);
INSERT INTO "activities" VALUES('touch-con-00006-2-2','con-00006-2','acc-00006','email','outbound',1792070640000,'Re: Denials with the chart note attached','To Lauren Hollis about denials with the chart note attached','sent','ai','healthcare-step-2@3','outbound-voice@7','<touch-con-00006-2-2@tallyhook.example>',NULL,849);
INSERT INTO "activities" VALUES('touch-con-00006-2-3','con-00006-2','acc-00006','linkedin','outbound',1792421940000,'LinkedIn message','','message sent','human',NULL,NULL,NULL,NULL,850);
INSERT INTO "activities" VALUES('touch-con-00006-2-4','con-00006-2','acc-00006','email','outbound',1792681260000,'Re: Denials with the chart note attached','To Lauren Hollis about denials with the chart note attached','sent','human',NULL,NULL,'<touch-con-00006-2-4@tallyhook.example>',NULL,851);
INSERT INTO "activities" VALUES('touch-con-00006-2-5','con-00006-2','acc-00006','call','outbound',1793016900000,'Call','','no answer','human',NULL,NULL,NULL,NULL,852);
INSERT INTO "activities" VALUES('touch-con-00010-1-1','con-00010-1','acc-00010','email','outbound',1793894340000,'Credit balances past their date','To Soledad Delgado about credit balances past their date','sent','ai','healthcare-step-1@3','outbound-voice@7','<touch-con-00010-1-1@tallyhook.example>',NULL,858);
INSERT INTO "activities" VALUES('touch-con-00010-1-2','con-00010-1','acc-00010','email','outbound',1793960940000,'Re: Credit balances past their date','To Soledad Delgado about credit balances past their date','sent','ai-edited','healthcare-step-2@3','outbound-voice@7','<touch-con-00010-1-2@tallyhook.example>',NULL,859);
INSERT INTO "activities" VALUES('touch-con-00010-1-3','con-00010-1','acc-00010','linkedin','outbound',1794481080000,'LinkedIn message','','connection request sent','human',NULL,NULL,NULL,NULL,860);
INSERT INTO "activities" VALUES('touch-con-00010-1-4','con-00010-1','acc-00010','email','outbound',1794568680000,'Re: Credit balances past their date','To Soledad Delgado about credit balances past their date','sent','human',NULL,NULL,'<touch-con-00010-1-4@tallyhook.example>',NULL,861);
INSERT INTO "activities" VALUES('touch-con-00013-1-1','con-00013-1','acc-00013','email','outbound',1792664400000,'Safeguarding evidence','To Torben Koskinen about safeguarding evidence','sent','ai','fintech-step-1@3','outbound-voice@7','<touch-con-00013-1-1@tallyhook.example>',NULL,867);
INSERT INTO "activities" VALUES('touch-con-00013-1-2','con-00013-1','acc-00013','email','outbound',1792745880000,'Re: Safeguarding evidence','To Torben Koskinen about safeguarding evidence','sent','ai','fintech-step-2@3','outbound-voice@7','<touch-con-00013-1-2@tallyhook.example>',NULL,868);
INSERT INTO "activities" VALUES('touch-con-00013-1-3','con-00013-1','acc-00013','linkedin','outbound',1793267820000,'LinkedIn message','','message sent','human',NULL,NULL,NULL,NULL,869);
INSERT INTO "activities" VALUES('touch-con-00013-1-4','con-00013-1','acc-00013','email','outbound',1793373960000,'Re: Safeguarding evidence','To Torben Koskinen about safeguarding evidence','delivered','ai','fintech-step-4@3','outbound-voice@7','<touch-con-00013-1-4@tallyhook.example>',NULL,870);
INSERT INTO "activities" VALUES('touch-con-00013-1-5','con-00013-1','acc-00013','call','outbound',1793874540000,'Call','','spoke briefly, asked for email','human',NULL,NULL,NULL,NULL,871);
INSERT INTO "activities" VALUES('touch-con-00018-1-1','con-00018-1','acc-00018','email','outbound',1790350680000,'Credit balances past their date','To Isaiah Ibarra about credit balances past their date','sent','ai-edited','healthcare-step-1@3','outbound-voice@7','<touch-con-00018-1-1@tallyhook.example>',NULL,877);
INSERT INTO "activities" VALUES('touch-con-00018-1-2','con-00018-1','acc-00018','email','outbound',1790607840000,'Re: Credit balances past their date','To Isaiah Ibarra about credit balances past their date','delivered','human',NULL,NULL,'<touch-con-00018-1-2@tallyhook.example>',NULL,878);
INSERT INTO "activities" VALUES('touch-con-00018-1-3','con-00018-1','acc-00018','linkedin','outbound',1790939640000,'LinkedIn message','','connection request sent','human',NULL,NULL,NULL,NULL,879);
INSERT INTO "activities" VALUES('touch-con-00018-1-4','con-00018-1','acc-00018','email','outbound',1791208500000,'Re: Credit balances past their date','To Isaiah Ibarra about credit balances past their date','delivered','ai-edited','healthcare-step-4@3','outbound-voice@7','<touch-con-00018-1-4@tallyhook.example>',NULL,880);
INSERT INTO "activities" VALUES('touch-con-00018-1-5','con-00018-1','acc-00018','call','outbound',1791536400000,'Call','','left voicemail','human',NULL,NULL,NULL,NULL,881);
INSERT INTO "activities" VALUES('touch-con-00018-2-1','con-00018-2','acc-00018','email','outbound',1793707140000,'Payer variance, small and often','To Renata Caldwell about payer variance, small and often','delivered','ai-edited','healthcare-step-1@3','outbound-voice@7','<touch-con-00018-2-1@tallyhook.example>',NULL,882);
INSERT INTO "activities" VALUES('touch-con-00018-2-2','con-00018-2','acc-00018','email','outbound',1793953020000,'Re: Payer variance, small and often','To Renata Caldwell about payer variance, small and often','sent','ai-edited','healthcare-step-2@3','outbound-voice@7','<touch-con-00018-2-2@tallyhook.example>',NULL,883);
INSERT INTO "activities" VALUES('touch-con-00018-2-3','con-00018-2','acc-00018','linkedin','outbound',1794324660000,'LinkedIn message','','message sent','human',NULL,NULL,NULL,NULL,884);
INSERT INTO "activities" VALUES('touch-con-00018-2-4','con-00018-2','acc-00018','email','outbound',1794563700000,'Re: Payer variance, small and often','To Renata Caldwell about payer variance, small and often','sent','ai','healthcare-step-4@3','outbound-voice@7','<touch-con-00018-2-4@tallyhook.example>',NULL,885);
INSERT INTO "activities" VALUES('touch-con-00018-2-5','con-00018-2','acc-00018','call','outbound',1794925080000,'Call','','no answer','human',NULL,NULL,NULL,NULL,886);
CREATE TABLE change_counter (
  one INTEGER PRIMARY KEY CHECK (one = 1),
  last INTEGER NOT NULL              -- the newest change number given to any row; triggers raise it, so any SQL client's change is seen
) STRICT;
INSERT INTO "change_counter" VALUES(1,2306);
CREATE TABLE contacts (
  id TEXT PRIMARY KEY,
  account_id TEXT NOT NULL REFERENCES accounts (id) ON DELETE CASCADE,
  name TEXT NOT NULL,
  title TEXT NOT NULL,
  seniority TEXT NOT NULL,
  email TEXT NOT NULL,
  verification TEXT NOT NULL,        -- verified, risky, unknown, invalid
  verified_at_ms INTEGER,
  linkedin_url TEXT,
  country TEXT,
  time_zone TEXT NOT NULL,
  role_match_fit TEXT NOT NULL,      -- strong, fair, weak
  role_match_reason TEXT NOT NULL,
  lifecycle_stage TEXT NOT NULL,     -- new, enriched, scored, sequencing, engaged, escalated, qualifying, meeting-set, disqualified, nurture
  lifecycle_because TEXT NOT NULL DEFAULT '',
  source_tag TEXT,                   -- who wrote the latest touch: ai, ai-edited, human
  change_no INTEGER NOT NULL DEFAULT 0
) STRICT;
INSERT INTO "contacts" VALUES('con-00001-1','acc-00001','Dana Reyes','Chief Financial Officer','c-level','dana.reyes@penny-arc-pay.example','verified',1788877800000,'https://people.example/in/dana-reyes-00001','US','America/Chicago','fair','Decides, delegates the evaluation','qualifying','','ai-edited',301);
INSERT INTO "contacts" VALUES('con-00001-2','acc-00001','Marcus Whitaker','Reconciliation Manager','manager','marcus.whitaker@penny-arc-pay.example','verified',1789043400000,'https://people.example/in/marcus-whitaker-00001','US','America/Chicago','fair','Daily user, needs a sponsor','sequencing','','ai-edited',302);
INSERT INTO "contacts" VALUES('con-00003-1','acc-00003','Marta Ferreira','VP Transport Finance','vp','marta.ferreira@northwind-freight.example','verified',1792956600000,NULL,'ES','Europe/Madrid','strong','Budget holder for settlement and accruals','nurture','','ai',305);
INSERT INTO "contacts" VALUES('con-00003-2','acc-00003','Tiago Iglesias','Operations Controller','manager','tiago.iglesias@northwind-freight.example','verified',1794555000000,NULL,'ES','Europe/Madrid','fair','Close to accruals, one step from carrier disputes','nurture','','human',306);
INSERT INTO "contacts" VALUES('con-00004-1','acc-00004','Joris Willems','Director of Revenue Operations','director','joris.willems@branchline-software.example','verified',1791336600000,'https://people.example/in/joris-willems-00004','NL','Europe/Amsterdam','strong','Runs deal desk and billing handoff','scored','',NULL,307);
INSERT INTO "contacts" VALUES('con-00004-2','acc-00004','Lotte Bouali','Director of Finance Systems','director','lotte.bouali@branchline-software.example','risky',1792089000000,'https://people.example/in/lotte-bouali-00004','NL','Europe/Amsterdam','fair','Owns the billing platform, not the contracts','enriched','',NULL,308);
INSERT INTO "contacts" VALUES('con-00006-1','acc-00006','Miguel Nguyen','VP Revenue Cycle','vp','miguel.nguyen@lakeshore-physicians.example','verified',1794749400000,'https://people.example/in/miguel-nguyen-00006','US','America/Los_Angeles','strong','Owns cash posting, denials and underpayments','sequencing','','ai',311);
INSERT INTO "contacts" VALUES('con-00006-2','acc-00006','Lauren Hollis','Cash Applications Manager','manager','lauren.hollis@lakeshore-physicians.example','verified',1789378200000,NULL,'US','America/Los_Angeles','fair','Daily user, needs a sponsor','sequencing','','human',312);
INSERT INTO "contacts" VALUES('con-00007-1','acc-00007','Andrei Svobodová','VP Transport Finance','vp','andrei.svobodova@harrowgate-lines.example','verified',1790109000000,NULL,'CZ','Europe/Prague','strong','Budget holder for settlement and accruals','meeting-set','','human',313);
INSERT INTO "contacts" VALUES('con-00009-1','acc-00009','Keisha Sorensen','Head of Finance Operations','director','keisha.sorensen@coinwell-wallet.example','verified',1793205000000,NULL,'US','America/Los_Angeles','strong','Owns reconciliation and the close','disqualified','',NULL,316);
INSERT INTO "contacts" VALUES('con-00010-1','acc-00010','Soledad Delgado','VP Revenue Cycle','vp','soledad.delgado@juniper-ridge-health-system.example','verified',1794079800000,'https://people.example/in/soledad-delgado-00010','US','America/Los_Angeles','strong','Owns cash posting, denials and underpayments','sequencing','','human',317);
INSERT INTO "contacts" VALUES('con-00013-1','acc-00013','Torben Koskinen','VP Finance','vp','torben.koskinen@tallow-street-capital.example','verified',1788967800000,'https://people.example/in/torben-koskinen-00013','SE','Europe/Stockholm','strong','Budget holder for finance tooling','sequencing','','ai',321);
INSERT INTO "contacts" VALUES('con-00013-2','acc-00013','Maja Lindahl','Financial Controller','manager','maja.lindahl@tallow-street-capital.example','verified',1793201400000,'https://people.example/in/maja-lindahl-00013','SE','Europe/Stockholm','strong','Signs off clearing and suspense accounts','enriched','',NULL,322);
INSERT INTO "contacts" VALUES('con-00016-1','acc-00016','Omar Bradshaw','Director of Revenue Operations','director','omar.bradshaw@elmwire-labs.example','verified',1790335800000,'https://people.example/in/omar-bradshaw-00016','US','America/Los_Angeles','strong','Runs deal desk and billing handoff','scored','',NULL,326);
INSERT INTO "contacts" VALUES('con-00017-1','acc-00017','Niamh Hussain','Head of Finance Operations','director','niamh.hussain@brass-farthing-payments.example','verified',1791696600000,'https://people.example/in/niamh-hussain-00017','GB','Europe/London','strong','Owns reconciliation and the close','scored','',NULL,327);
INSERT INTO "contacts" VALUES('con-00018-1','acc-00018','Isaiah Ibarra','VP Revenue Cycle','vp','isaiah.ibarra@prairie-star-care-partners.example','verified',1793489400000,'https://people.example/in/isaiah-ibarra-00018','US','America/New_York','strong','Owns cash posting, denials and underpayments','nurture','','ai-edited',328);
INSERT INTO "contacts" VALUES('con-00018-2','acc-00018','Renata Caldwell','Controller','manager','renata.caldwell@prairie-star-care-partners.example','verified',1791376200000,NULL,'US','America/New_York','fair','Reconciles deposits, does not own denials','nurture','','ai',329);
INSERT INTO "contacts" VALUES('con-00070-1','acc-00070','Omar Bradshaw','VP Revenue Cycle','vp','omar.bradshaw@northfork-medical-group.example','verified',1793691000000,'https://people.example/in/omar-bradshaw-00070','US','America/Chicago','strong','Owns cash posting, denials and underpayments','scored','',NULL,419);
INSERT INTO "contacts" VALUES('con-00070-2','acc-00070','Claire Washington','Director of Patient Financial Services','director','claire.washington@northfork-medical-group.example','invalid',1790278200000,'https://people.example/in/claire-washington-00070','US','America/Chicago','strong','Runs posting and credit balances','new','',NULL,420);
CREATE TABLE documents (
  kind TEXT NOT NULL,                -- policy, public-key, icp, prompt, template, grant, scorecard, share
  id TEXT NOT NULL,
  version INTEGER NOT NULL,
  body TEXT NOT NULL,                -- JSON
  by_person_id TEXT,
  at_ms INTEGER NOT NULL,
  PRIMARY KEY (kind, id, version)
) STRICT;
INSERT INTO "documents" VALUES('policy','team',1,'{"version":1,"label":"Demo: windows open all week, mailto opt-out","limits":{"reviewWindowHours":720,"approvalWindowHours":96,"worldFreshMinutes":15,"clockSkewMinutes":5,"verifiedForDays":90,"touchesPerContact":5,"touchWindowDays":180,"newContactsPerAccount":2,"newContactsWindowDays":7,"spacingBusinessDays":2,"mailboxPerDay":40,"wordsMin":70,"wordsMax":120,"linksMax":1,"undoSeconds":20,"transmitAttempts":5,"uncertainGraceMinutes":15,"escalationSlaMinutes":120},"sendWindow":{"startMinute":0,"endMinute":1440,"days":[1,2,3,4,5,6,7]},"unsubscribe":{"mode":"mailto-only","oneClickUrl":null,"mailto":"opt-out@tallyhook.example","optOutLine":"If this is not for you, reply \"unsubscribe\" and you will not hear from us again."},"postalAddress":"Tallyhook, 48 Ledger Row, Halden Quay","companyName":"Tallyhook"}',NULL,1794997800000);
CREATE TABLE engagement (
  id TEXT PRIMARY KEY,
  contact_id TEXT NOT NULL REFERENCES contacts (id) ON DELETE CASCADE,
  kind TEXT NOT NULL,                -- reply, click, meeting-link, pricing-page, job-change
  source TEXT NOT NULL,
  at_ms INTEGER NOT NULL,
  change_no INTEGER NOT NULL DEFAULT 0
) STRICT;
CREATE TABLE meta (
  key TEXT PRIMARY KEY,              -- epoch: this file's identity; default_person_id, signed_in_as: the demo's person switch; filled_at_ms
  value TEXT NOT NULL
) STRICT;
INSERT INTO "meta" VALUES('epoch','e4a35b23-644f-4b55-b8f1-e9c408ced8c4');
INSERT INTO "meta" VALUES('default_person_id','person-sam');
INSERT INTO "meta" VALUES('filled_at_ms','1794997800000');
CREATE TABLE ops (
  op_id TEXT PRIMARY KEY,            -- every write that was carried out, so that a repeat acts once
  kind TEXT NOT NULL,
  op_hash TEXT NOT NULL,
  actor TEXT NOT NULL,
  person_id TEXT,
  at_ms INTEGER NOT NULL
) STRICT;
CREATE TABLE opt_outs (
  id TEXT PRIMARY KEY,               -- what the opt-out pages and the mailbox collected; same meaning as in suppressions
  scope TEXT NOT NULL,
  value TEXT NOT NULL,
  reason TEXT NOT NULL,
  source TEXT NOT NULL,
  evidence TEXT NOT NULL,
  at_ms INTEGER NOT NULL,
  by_whom TEXT NOT NULL,
  expires_at_ms INTEGER,
  change_no INTEGER NOT NULL DEFAULT 0
) STRICT;
INSERT INTO "opt_outs" VALUES('opt-0001','global','amara.rosen@tern-tide-forwarding.example','unsubscribe','Opt-out page','Confirmed on the opt-out page',1794911400000,'opt-out page',NULL,2302);
CREATE TABLE packages (
  id TEXT PRIMARY KEY,
  account_id TEXT NOT NULL REFERENCES accounts (id) ON DELETE CASCADE,
  contact_id TEXT NOT NULL REFERENCES contacts (id) ON DELETE CASCADE,
  owner_id TEXT,                     -- the person who reviews it; null until claimed
  queue TEXT NOT NULL,
  priority INTEGER NOT NULL,
  ready_at_ms INTEGER NOT NULL,
  expires_at_ms INTEGER NOT NULL,
  state TEXT NOT NULL,               -- ready, approved, rejected, escalated, sent, refused, ...
  state_because TEXT NOT NULL DEFAULT '',
  state_at_ms INTEGER NOT NULL,
  opened_at_ms INTEGER,
  active_ms INTEGER NOT NULL DEFAULT 0,
  revision INTEGER NOT NULL,         -- counts changes of the content, never of the state
  content_hash TEXT NOT NULL,        -- SHA-256 of the body as canonical JSON
  body TEXT NOT NULL,                -- the handoff package as its producer wrote it (JSON, published schema)
  change_no INTEGER NOT NULL DEFAULT 0
) STRICT;
INSERT INTO "packages" VALUES('pkg-00004-1','acc-00004','con-00004-1','person-sam','review',20,1794961500000,1795015800000,'ready','',1794961500000,NULL,0,1,'c74307c5c45c4980ee26a584003825cb8d296c53260902b91529706f26fae2f6','{"formatVersion":1,"id":"pkg-00004-1","messageKind":"first-touch","handoffModel":1,"step":{"kind":"email","sequenceId":"seq-quote-to-cash","sequenceName":"Quote to cash, 14 days","number":1},"account":{"id":"acc-00004","name":"Branchline Software","domain":"branchline-software.example","website":"https://www.branchline-software.example/","industry":"Customer support software","headcount":1429,"geography":"Rotterdam, NL","technographics":["Maxio","Gong"],"tier":1,"segmentId":"seg-saas","segmentName":"B2B SaaS revenue operations","relation":"prospect","pins":["referral"]},"contact":{"id":"con-00004-1","accountId":"acc-00004","name":"Joris Willems","title":"Director of Revenue Operations","seniority":"director","email":"joris.willems@branchline-software.example","verification":"verified","verifiedAtMs":1791336600000,"linkedinUrl":"https://people.example/in/joris-willems-00004","country":"NL","timeZone":"Europe/Amsterdam","roleMatch":{"fit":"strong","reason":"Runs deal desk and billing handoff"}},"signals":[{"id":"acc-00004.sig-compliance","type":"compliance","value":"First audited year-end scheduled for February","source":"Annual report","url":"https://www.branchline-software.example/news/compliance","observedAtMs":1794411000000,"halfLifeDays":60}],"facts":[{"id":"acc-00004.signal","path":"signal.compliance","label":"Why now","value":"First audited year-end scheduled for February","source":"Annual report","url":"https://www.branchline-software.example/news/compliance","observedAtMs":1794411000000,"confidence":0.92,"dataRule":"allowed"},{"id":"acc-00004.footprint","path":"account.footprint","label":"Footprint","value":"380 active contracts in 4 price books","source":"Company website","url":"https://www.branchline-software.example/about","observedAtMs":1793356200000,"confidence":0.86,"dataRule":"allowed"},{"id":"acc-00004.tech","path":"account.technographics","label":"Core system","value":"Maxio","source":"Technology lookup","url":null,"observedAtMs":1792837800000,"confidence":0.78,"dataRule":"allowed"},{"id":"acc-00004.role","path":"contact.remit","label":"Role","value":"Runs deal desk and the handoff to billing","source":"Public profile","url":"https://people.example/in/joris-willems-00004","observedAtMs":1793356200000,"confidence":0.81,"dataRule":"allowed"},{"id":"acc-00004.headcount","path":"account.headcount","label":"Employees","value":"1429","source":"Company registry filing","url":null,"observedAtMs":1790764200000,"confidence":0.74,"dataRule":"allowed"},{"id":"acc-00004.vp-renewals","path":"value-prop.vp-renewals","label":"Renewal uplifts","value":"Tallyhook holds renewal quotes against signed uplift and discounts; a team found the agreed uplift missing in 3 of 10 renewals","source":"Value-prop library, version 7","url":null,"observedAtMs":1791541800000,"confidence":1,"dataRule":"allowed"}],"score":{"overall":91,"fit":100,"trigger":91,"confidence":0.88,"drivers":[{"label":"Tier 1 fit for B2B SaaS revenue operations","weight":30},{"label":"New evidence duty","weight":31},{"label":"Director of Revenue Operations: strong role match","weight":21},{"label":"Runs Maxio","weight":3}],"route":"sequence"},"rationale":{"whyAccount":"Customer support software with 380 active contracts in 4 price books; 1429 employees in Rotterdam, NL.","whyPerson":"Runs deal desk and the handoff to billing. Runs deal desk and billing handoff.","whyNow":{"text":"First audited year-end is due in February; invoices must tie to signed terms.","signalId":"acc-00004.sig-compliance"}},"draft":{"subject":"Amendments before February","body":"Joris,\n\nWith the audited year-end due in February, the sample the auditors pick is the part you do not control. Contracts with amendments are those I would want checked beforehand.\n\nBefore a renewal quote goes out, Tallyhook holds it against the uplift and the discounts that were signed, and says what is missing. A team that tried it on past quotes found the agreed uplift missing in 3 of 10 renewals. None of those customers had asked for it to go.\n\nIs it worth comparing notes on how you handle this today?\n\nBest,\nSam","sentences":[{"text":"With the audited year-end due in February, the sample the auditors pick is the part you do not control.","factIds":["acc-00004.signal"]},{"text":"Contracts with amendments are those I would want checked beforehand.","factIds":[]},{"text":"Before a renewal quote goes out, Tallyhook holds it against the uplift and the discounts that were signed, and says what is missing.","factIds":["acc-00004.vp-renewals"]},{"text":"A team that tried it on past quotes found the agreed uplift missing in 3 of 10 renewals.","factIds":["acc-00004.vp-renewals"]},{"text":"None of those customers had asked for it to go.","factIds":[]},{"text":"Is it worth comparing notes on how you handle this today?","factIds":[]}],"valuePropId":"vp-renewals","templateVersion":"saas-first-touch@2","promptVersion":"outbound-voice@7","model":"sdr-writer-3","generatedAtMs":1794961260000},"engagement":[],"priorTouches":[],"thread":[]}',2196);
INSERT INTO "packages" VALUES('pkg-00070-1','acc-00070','con-00070-1','person-sam','review',20,1794980520000,1795019400000,'ready','',1794980520000,NULL,0,1,'9db26d8053ed2c17dea2c2a5d4eb46799f95435871041d98d828101223c0d82b','{"formatVersion":1,"id":"pkg-00070-1","messageKind":"first-touch","handoffModel":1,"step":{"kind":"email","sequenceId":"seq-cash-posting","sequenceName":"Cash posting, 15 days","number":1},"account":{"id":"acc-00070","name":"Northfork Medical Group","domain":"northfork-medical-group.example","website":"https://www.northfork-medical-group.example/","industry":"Behavioral health","headcount":868,"geography":"Milwaukee, US","technographics":["MEDITECH Expanse","Availity"],"tier":1,"segmentId":"seg-healthcare","segmentName":"Healthcare revenue operations","relation":"prospect","pins":[]},"contact":{"id":"con-00070-1","accountId":"acc-00070","name":"Omar Bradshaw","title":"VP Revenue Cycle","seniority":"vp","email":"omar.bradshaw@northfork-medical-group.example","verification":"verified","verifiedAtMs":1793691000000,"linkedinUrl":"https://people.example/in/omar-bradshaw-00070","country":"US","timeZone":"America/Chicago","roleMatch":{"fit":"strong","reason":"Owns cash posting, denials and underpayments"}},"signals":[{"id":"acc-00070.sig-new-tool","type":"new-tool","value":"Moving billing to MEDITECH Expanse, go-live planned for February","source":"Board minutes","url":"https://www.northfork-medical-group.example/news/systems","observedAtMs":1792337400000,"halfLifeDays":45}],"facts":[{"id":"acc-00070.signal","path":"signal.new-tool","label":"Why now","value":"Moving billing to MEDITECH Expanse, go-live planned for February","source":"Board minutes","url":"https://www.northfork-medical-group.example/news/systems","observedAtMs":1792337400000,"confidence":0.92,"dataRule":"allowed"},{"id":"acc-00070.footprint","path":"account.footprint","label":"Footprint","value":"240 providers across 24 practices","source":"Company website","url":"https://www.northfork-medical-group.example/about","observedAtMs":1791369000000,"confidence":0.86,"dataRule":"allowed"},{"id":"acc-00070.tech","path":"account.technographics","label":"Core system","value":"MEDITECH Expanse","source":"Technology lookup","url":null,"observedAtMs":1790850600000,"confidence":0.78,"dataRule":"allowed"},{"id":"acc-00070.role","path":"contact.remit","label":"Role","value":"Owns cash posting, denials and payer variance","source":"Public profile","url":"https://people.example/in/omar-bradshaw-00070","observedAtMs":1791369000000,"confidence":0.81,"dataRule":"allowed"},{"id":"acc-00070.headcount","path":"account.headcount","label":"Employees","value":"868","source":"Company registry filing","url":null,"observedAtMs":1788777000000,"confidence":0.74,"dataRule":"allowed"},{"id":"acc-00070.vp-credit-balances","path":"value-prop.vp-credit-balances","label":"Credit balances","value":"Tallyhook works credit balances daily and keeps the reasoning on the account; a hospital network brought its oldest balance from 210 days to 30","source":"Value-prop library, version 7","url":null,"observedAtMs":1791541800000,"confidence":1,"dataRule":"allowed"}],"score":{"overall":81,"fit":100,"trigger":62,"confidence":0.88,"drivers":[{"label":"Tier 1 fit for Healthcare revenue operations","weight":30},{"label":"Core system changes","weight":21},{"label":"VP Revenue Cycle: strong role match","weight":21},{"label":"Runs MEDITECH Expanse","weight":3}],"route":"sequence"},"rationale":{"whyAccount":"Behavioral health with 240 providers across 24 practices; 868 employees in Milwaukee, US.","whyPerson":"Owns cash posting, denials and payer variance. Owns cash posting, denials and underpayments.","whyNow":{"text":"Billing moves to MEDITECH Expanse in February; old credits and deposits stay behind.","signalId":"acc-00070.sig-new-tool"}},"draft":{"subject":"Who runs down the old system","body":"Hello Omar,\n\nGoing live on MEDITECH Expanse in February moves the work queues, while the old system keeps its open credits and unmatched deposits. Running those down is the part of the plan that seldom has an owner.\n\nTallyhook works credit balances daily: it finds the payment behind each, proposes refund or transfer, and keeps the reasoning on the account. A hospital network that uses it brought its oldest balance from 210 days to 30, with the same team and no weekend project.\n\nHow are you handling this at the moment?\n\nSam","sentences":[{"text":"Going live on MEDITECH Expanse in February moves the work queues, while the old system keeps its open credits and unmatched deposits.","factIds":["acc-00070.signal"]},{"text":"Running those down is the part of the plan that seldom has an owner.","factIds":[]},{"text":"Tallyhook works credit balances daily: it finds the payment behind each, proposes refund or transfer, and keeps the reasoning on the account.","factIds":["acc-00070.vp-credit-balances"]},{"text":"A hospital network that uses it brought its oldest balance from 210 days to 30, with the same team and no weekend project.","factIds":["acc-00070.vp-credit-balances"]},{"text":"How are you handling this at the moment?","factIds":[]}],"valuePropId":"vp-credit-balances","templateVersion":"healthcare-first-touch@5","promptVersion":"outbound-voice@7","model":"sdr-writer-3","generatedAtMs":1794980280000},"engagement":[],"priorTouches":[],"thread":[]}',2197);
INSERT INTO "packages" VALUES('pkg-00017-1','acc-00017','con-00017-1','person-sam','review',20,1794929340000,1795023000000,'ready','',1794929340000,NULL,0,1,'821ba2d8486abb83dcd337670c5d6742f8048fa5e6d2c84bf4b6cd7d3c433304','{"formatVersion":1,"id":"pkg-00017-1","messageKind":"first-touch","handoffModel":1,"step":{"kind":"email","sequenceId":"seq-daily-breaks","sequenceName":"Daily breaks, 16 days","number":1},"account":{"id":"acc-00017","name":"Brass Farthing Payments","domain":"brass-farthing-payments.example","website":"https://www.brass-farthing-payments.example/","industry":"Banking as a service","headcount":1282,"geography":"Felixstowe, GB","technographics":["Workday Financials","Looker"],"tier":1,"segmentId":"seg-fintech","segmentName":"Fintech finance operations","relation":"prospect","pins":[]},"contact":{"id":"con-00017-1","accountId":"acc-00017","name":"Niamh Hussain","title":"Head of Finance Operations","seniority":"director","email":"niamh.hussain@brass-farthing-payments.example","verification":"verified","verifiedAtMs":1791696600000,"linkedinUrl":"https://people.example/in/niamh-hussain-00017","country":"GB","timeZone":"Europe/London","roleMatch":{"fit":"strong","reason":"Owns reconciliation and the close"}},"signals":[{"id":"acc-00017.sig-new-tool","type":"new-tool","value":"Moving its general ledger to Workday Financials, go-live planned for January","source":"Job listing","url":"https://www.brass-farthing-payments.example/news/systems","observedAtMs":1792297800000,"halfLifeDays":45}],"facts":[{"id":"acc-00017.signal","path":"signal.new-tool","label":"Why now","value":"Moving its general ledger to Workday Financials, go-live planned for January","source":"Job listing","url":"https://www.brass-farthing-payments.example/news/systems","observedAtMs":1792297800000,"confidence":0.92,"dataRule":"allowed"},{"id":"acc-00017.footprint","path":"account.footprint","label":"Footprint","value":"3 partner banks and 2 processors","source":"Company website","url":"https://www.brass-farthing-payments.example/about","observedAtMs":1792146600000,"confidence":0.86,"dataRule":"allowed"},{"id":"acc-00017.tech","path":"account.technographics","label":"Core system","value":"Workday Financials","source":"Technology lookup","url":null,"observedAtMs":1791628200000,"confidence":0.78,"dataRule":"allowed"},{"id":"acc-00017.role","path":"contact.remit","label":"Role","value":"Owns reconciliation, settlement and the month-end close","source":"Public profile","url":"https://people.example/in/niamh-hussain-00017","observedAtMs":1792146600000,"confidence":0.81,"dataRule":"allowed"},{"id":"acc-00017.headcount","path":"account.headcount","label":"Employees","value":"1282","source":"Company registry filing","url":null,"observedAtMs":1789554600000,"confidence":0.74,"dataRule":"allowed"},{"id":"acc-00017.vp-close","path":"value-prop.vp-close","label":"Daily clearing accounts","value":"Tallyhook works clearing and suspense accounts every day; lenders using it close the month 4 days sooner","source":"Value-prop library, version 7","url":null,"observedAtMs":1791541800000,"confidence":1,"dataRule":"allowed"}],"score":{"overall":81,"fit":100,"trigger":62,"confidence":0.88,"drivers":[{"label":"Tier 1 fit for Fintech finance operations","weight":30},{"label":"Core system changes","weight":21},{"label":"Head of Finance Operations: strong role match","weight":21},{"label":"Runs Workday Financials","weight":3}],"route":"sequence"},"rationale":{"whyAccount":"Banking as a service with 3 partner banks and 2 processors; 1282 employees in Felixstowe, GB.","whyPerson":"Owns reconciliation, settlement and the month-end close. Owns reconciliation and the close.","whyNow":{"text":"General ledger moves to Workday Financials in January; clearing balances move with it.","signalId":"acc-00017.sig-new-tool"}},"draft":{"subject":"The processor files and Workday Financials","body":"Niamh,\n\nMoving the general ledger to Workday Financials in January gives you a clean chart of accounts, and a set of processor files that still have to be squeezed into it. The squeezing usually lands on whoever closes the month.\n\nThe cure we know is dull: look at clearing and suspense accounts daily, while somebody still remembers the payment. Tallyhook does the looking and writes down what it finds; lenders who let it now close 4 days sooner than they did.\n\nWould you like to see the report it produces for a team like yours?\n\nSam","sentences":[{"text":"Moving the general ledger to Workday Financials in January gives you a clean chart of accounts, and a set of processor files that still have to be squeezed into it.","factIds":["acc-00017.signal"]},{"text":"The squeezing usually lands on whoever closes the month.","factIds":[]},{"text":"The cure we know is dull: look at clearing and suspense accounts daily, while somebody still remembers the payment.","factIds":["acc-00017.vp-close"]},{"text":"Tallyhook does the looking and writes down what it finds; lenders who let it now close 4 days sooner than they did.","factIds":["acc-00017.vp-close"]},{"text":"Would you like to see the report it produces for a team like yours?","factIds":[]}],"valuePropId":"vp-close","templateVersion":"fintech-first-touch@4","promptVersion":"outbound-voice@7","model":"sdr-writer-3","generatedAtMs":1794929100000},"engagement":[],"priorTouches":[],"thread":[]}',2198);
CREATE TABLE people (
  id TEXT PRIMARY KEY,
  name TEXT NOT NULL,
  title TEXT NOT NULL,
  role TEXT NOT NULL,                -- sdr, lead, revops
  mailbox_id TEXT NOT NULL,
  mailbox_address TEXT NOT NULL,
  mailbox_time_zone TEXT NOT NULL
) STRICT;
INSERT INTO "people" VALUES('person-sam','Sam Okafor','Sales Development Representative','sdr','mbx-sam','sam@tallyhook.example','Europe/London');
INSERT INTO "people" VALUES('person-mira','Mira Lindqvist','Sales Development Representative','sdr','mbx-mira','mira@tallyhook.example','Europe/Stockholm');
INSERT INTO "people" VALUES('person-priya','Priya Raman','SDR Lead','lead','mbx-priya','priya@tallyhook.example','Europe/London');
INSERT INTO "people" VALUES('person-tomas','Tomas Herrera','Revenue Operations','revops','mbx-tomas','tomas@tallyhook.example','Europe/Madrid');
CREATE TABLE suggestions (
  id TEXT PRIMARY KEY,
  contact_id TEXT NOT NULL REFERENCES contacts (id) ON DELETE CASCADE,
  field TEXT NOT NULL,
  value TEXT NOT NULL,
  because TEXT NOT NULL,
  by_actor TEXT NOT NULL,
  at_ms INTEGER NOT NULL
) STRICT;
CREATE TABLE suppressions (
  id TEXT PRIMARY KEY,
  scope TEXT NOT NULL,               -- global (an address), domain, account, contact
  value TEXT NOT NULL,
  reason TEXT NOT NULL,
  source TEXT NOT NULL,
  evidence TEXT NOT NULL,
  at_ms INTEGER NOT NULL,
  by_whom TEXT NOT NULL,
  expires_at_ms INTEGER,
  removed_at_ms INTEGER,             -- set where RevOps took the entry off; the row stays so that every desk hears of it
  change_no INTEGER NOT NULL DEFAULT 0
) STRICT;
INSERT INTO "suppressions" VALUES('sup-0001','domain','ledgerloop.example','manual','Competitor list','Sells exception handling to freight companies',1776853800000,'person-tomas',NULL,NULL,2263);
INSERT INTO "suppressions" VALUES('sup-0002','domain','reconcilio.example','manual','Competitor list','Sells reconciliation software',1776853800000,'person-tomas',NULL,NULL,2264);
CREATE TABLE tasks (
  id TEXT PRIMARY KEY,
  contact_id TEXT NOT NULL REFERENCES contacts (id) ON DELETE CASCADE,
  title TEXT NOT NULL,
  due_at_ms INTEGER NOT NULL,
  by_actor TEXT NOT NULL,
  by_person_id TEXT,
  at_ms INTEGER NOT NULL
) STRICT;
CREATE INDEX accounts_domain ON accounts (domain);
CREATE INDEX contacts_account ON contacts (account_id);
CREATE INDEX contacts_email ON contacts (lower(email));
CREATE INDEX activities_contact ON activities (contact_id, at_ms);
CREATE INDEX packages_owner ON packages (owner_id, queue, state);
CREATE UNIQUE INDEX accounts_change_no ON accounts (change_no) WHERE change_no > 0;
CREATE UNIQUE INDEX contacts_change_no ON contacts (change_no) WHERE change_no > 0;
CREATE UNIQUE INDEX activities_change_no ON activities (change_no) WHERE change_no > 0;
CREATE UNIQUE INDEX engagement_change_no ON engagement (change_no) WHERE change_no > 0;
CREATE UNIQUE INDEX packages_change_no ON packages (change_no) WHERE change_no > 0;
CREATE UNIQUE INDEX suppressions_change_no ON suppressions (change_no) WHERE change_no > 0;
CREATE UNIQUE INDEX opt_outs_change_no ON opt_outs (change_no) WHERE change_no > 0;
CREATE TRIGGER accounts_inserted AFTER INSERT ON accounts BEGIN
  UPDATE change_counter SET last = last + 1;
  UPDATE accounts SET change_no = (SELECT last FROM change_counter) WHERE id = NEW.id;
END;
CREATE TRIGGER accounts_updated AFTER UPDATE ON accounts WHEN NEW.change_no = OLD.change_no BEGIN
  UPDATE change_counter SET last = last + 1;
  UPDATE accounts SET change_no = (SELECT last FROM change_counter) WHERE id = NEW.id;
END;
CREATE TRIGGER contacts_inserted AFTER INSERT ON contacts BEGIN
  UPDATE change_counter SET last = last + 1;
  UPDATE contacts SET change_no = (SELECT last FROM change_counter) WHERE id = NEW.id;
END;
CREATE TRIGGER contacts_updated AFTER UPDATE ON contacts WHEN NEW.change_no = OLD.change_no BEGIN
  UPDATE change_counter SET last = last + 1;
  UPDATE contacts SET change_no = (SELECT last FROM change_counter) WHERE id = NEW.id;
END;
CREATE TRIGGER activities_inserted AFTER INSERT ON activities BEGIN
  UPDATE change_counter SET last = last + 1;
  UPDATE activities SET change_no = (SELECT last FROM change_counter) WHERE id = NEW.id;
END;
CREATE TRIGGER activities_updated AFTER UPDATE ON activities WHEN NEW.change_no = OLD.change_no BEGIN
  UPDATE change_counter SET last = last + 1;
  UPDATE activities SET change_no = (SELECT last FROM change_counter) WHERE id = NEW.id;
END;
CREATE TRIGGER engagement_inserted AFTER INSERT ON engagement BEGIN
  UPDATE change_counter SET last = last + 1;
  UPDATE engagement SET change_no = (SELECT last FROM change_counter) WHERE id = NEW.id;
END;
CREATE TRIGGER engagement_updated AFTER UPDATE ON engagement WHEN NEW.change_no = OLD.change_no BEGIN
  UPDATE change_counter SET last = last + 1;
  UPDATE engagement SET change_no = (SELECT last FROM change_counter) WHERE id = NEW.id;
END;
CREATE TRIGGER packages_inserted AFTER INSERT ON packages BEGIN
  UPDATE change_counter SET last = last + 1;
  UPDATE packages SET change_no = (SELECT last FROM change_counter) WHERE id = NEW.id;
END;
CREATE TRIGGER packages_updated AFTER UPDATE ON packages WHEN NEW.change_no = OLD.change_no BEGIN
  UPDATE change_counter SET last = last + 1;
  UPDATE packages SET change_no = (SELECT last FROM change_counter) WHERE id = NEW.id;
END;
CREATE TRIGGER suppressions_inserted AFTER INSERT ON suppressions BEGIN
  UPDATE change_counter SET last = last + 1;
  UPDATE suppressions SET change_no = (SELECT last FROM change_counter) WHERE id = NEW.id;
END;
CREATE TRIGGER suppressions_updated AFTER UPDATE ON suppressions WHEN NEW.change_no = OLD.change_no BEGIN
  UPDATE change_counter SET last = last + 1;
  UPDATE suppressions SET change_no = (SELECT last FROM change_counter) WHERE id = NEW.id;
END;
CREATE TRIGGER opt_outs_inserted AFTER INSERT ON opt_outs BEGIN
  UPDATE change_counter SET last = last + 1;
  UPDATE opt_outs SET change_no = (SELECT last FROM change_counter) WHERE id = NEW.id;
END;
CREATE TRIGGER opt_outs_updated AFTER UPDATE ON opt_outs WHEN NEW.change_no = OLD.change_no BEGIN
  UPDATE change_counter SET last = last + 1;
  UPDATE opt_outs SET change_no = (SELECT last FROM change_counter) WHERE id = NEW.id;
END;
COMMIT;
PRAGMA user_version = 1;
