/** The fields of an ICP. */
import { Part } from '../../components/screen.tsx';
import { LinesField, NumberField, SeveralOf, type FormProps } from './form-parts.tsx';
import { ICP_CHOICES, type IcpText } from './icp-text.ts';
import { SCORING_WORDS } from './scoring-words.ts';
import styles from './scoring.module.css';

type LinesOf = 'industries' | 'geographies' | 'has' | 'hasNot' | 'excludedIndustries' | 'domains' | 'titleWords';

/** Where the schema says what is wrong with each list. */
const PATHS: Readonly<Record<LinesOf, string>> = {
  industries: 'industries',
  geographies: 'geographies',
  has: 'technographics.has',
  hasNot: 'technographics.hasNot',
  excludedIndustries: 'exclusions.industries',
  domains: 'exclusions.domains',
  titleWords: 'buyer.titleWords',
};

export function IcpForm({ text, faults, readOnly, onChange }: FormProps<IcpText>) {
  const lines = (field: LinesOf, hint: string = SCORING_WORDS.oneALine) => (
    <LinesField
      label={SCORING_WORDS[field]}
      hint={hint}
      value={text[field]}
      fault={faults[PATHS[field]]}
      readOnly={readOnly}
      onChange={(value) => onChange({ [field]: value })}
    />
  );
  return (
    <>
      <Part title={SCORING_WORDS.account}>
        <div className={styles.pair}>
          {lines('industries')}
          {lines('geographies', SCORING_WORDS.geographiesHint)}
          <NumberField
            label={SCORING_WORDS.least}
            value={text.headcountMin}
            fault={faults['headcount.min']}
            readOnly={readOnly}
            onChange={(headcountMin) => onChange({ headcountMin })}
          />
          <NumberField
            label={SCORING_WORDS.most}
            value={text.headcountMax}
            fault={faults['headcount.max']}
            readOnly={readOnly}
            onChange={(headcountMax) => onChange({ headcountMax })}
          />
          {lines('has')}
          {lines('hasNot', SCORING_WORDS.hasNotHint)}
        </div>
      </Part>
      <Part title={SCORING_WORDS.buyer}>
        <div className={styles.pair}>
          {lines('titleWords')}
          <SeveralOf
            label={SCORING_WORDS.seniorities}
            options={ICP_CHOICES.seniorities}
            names={SCORING_WORDS.seniorityNames}
            value={text.seniorities}
            fault={faults['buyer.seniorities']}
            readOnly={readOnly}
            onChange={(seniorities) => onChange({ seniorities })}
          />
        </div>
      </Part>
      <Part title={SCORING_WORDS.exclusions} explains={SCORING_WORDS.exclusionsWhy}>
        <SeveralOf
          label={SCORING_WORDS.relations}
          options={ICP_CHOICES.relations}
          names={SCORING_WORDS.relationNames}
          value={text.relations}
          fault={faults['exclusions.relations']}
          readOnly={readOnly}
          onChange={(relations) => onChange({ relations })}
        />
        <div className={styles.pair}>
          {lines('excludedIndustries', SCORING_WORDS.excludedIndustriesHint)}
          {lines('domains', SCORING_WORDS.domainsHint)}
        </div>
      </Part>
      <Part title={SCORING_WORDS.required} explains={SCORING_WORDS.requiredWhy}>
        <SeveralOf
          label={SCORING_WORDS.required}
          options={ICP_CHOICES.requiredFields}
          names={SCORING_WORDS.requiredNames}
          value={text.requiredFields}
          fault={faults.requiredFields}
          readOnly={readOnly}
          onChange={(requiredFields) => onChange({ requiredFields })}
        />
      </Part>
    </>
  );
}
