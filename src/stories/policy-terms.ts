// The newsroom's policies by the names that others know them by: schema.org's for organizations that publish news, and the
// IPTC's trust indicators (http://cv.iptc.org/newscodes/trustindicator). Pure.
import type { Settings } from '../settings/settings';

export interface PolicyLink {
  /** As the newsroom's settings name it. */
  readonly name: string;
  readonly url: string;
  /** Property of schema.org/NewsMediaOrganization or, for the principles, of schema.org/CreativeWork. */
  readonly property?: string;
  /** Concept of the IPTC's vocabulary. */
  readonly indicator?: string;
}

interface Terms {
  readonly names: readonly string[];
  readonly property: string;
  readonly indicator?: string;
}

const known: readonly Terms[] = [
  { names: ['corrections'], property: 'correctionsPolicy', indicator: 'correctionsPolicy' },
  { names: ['ethics'], property: 'ethicsPolicy', indicator: 'ethicsPolicy' },
  { names: ['diversity'], property: 'diversityPolicy', indicator: 'editorialDiversityPolicy' },
  { names: ['feedback', 'actionablefeedback'], property: 'actionableFeedbackPolicy', indicator: 'feedbackPolicy' },
  {
    names: ['verification', 'factchecking', 'verificationfactchecking'],
    property: 'verificationFactCheckingPolicy',
    indicator: 'factCheckingPolicy',
  },
  {
    names: ['unnamedsources', 'anonymoussources'],
    property: 'unnamedSourcesPolicy',
    indicator: 'unnamedSourcesPolicy',
  },
  { names: ['nobylines'], property: 'noBylinesPolicy', indicator: 'noBylinesPolicy' },
  {
    names: ['coverage', 'missioncoverage', 'missioncoveragepriorities'],
    property: 'missionCoveragePrioritiesPolicy',
    indicator: 'coveragePolicy',
  },
  { names: ['ownership', 'funding', 'ownershipfundinginfo'], property: 'ownershipFundingInfo' },
  { names: ['masthead'], property: 'masthead' },
  { names: ['diversitystaffingreport'], property: 'diversityStaffingReport' },
  {
    names: ['principles', 'editorial', 'publishingprinciples'],
    property: 'publishingPrinciples',
    indicator: 'editorialPolicy',
  },
];

/** `corrections`, `corrections-policy` and `correctionsPolicy` are one name. Those that nobody knows have neither term. */
export function policyLinks(policies: Settings['policies']): readonly PolicyLink[] {
  return Object.entries(policies).map(([name, url]) => {
    const plain = name
      .toLowerCase()
      .replaceAll('-', '')
      .replace(/policy$/, '');
    const terms = known.find(({ names }) => names.includes(plain));
    return { name, url, property: terms?.property, indicator: terms?.indicator };
  });
}

export const trustIndicator = (concept: string): string => `http://cv.iptc.org/newscodes/trustindicator/${concept}`;
