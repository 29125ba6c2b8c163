// A source whom readers cannot judge is judged by two: who gave it, and somebody else.
import { approvalOf } from '../confidential-source';
import { whereMarked, type Check, type Found } from './check';

export const confidentialSourceUnapproved = {
  code: 'confidential-source-unapproved',
  severity: 'error',
  find: ({ content, mentions, confidences }) =>
    content.citations.flatMap(({ key, confidential }): readonly Found[] => {
      if (!confidential || approvalOf(confidences, confidential)) return [];
      const message = `The confidential source [@${key}] is not approved: another person has to, with a reason.`;
      const mention = mentions.find((one) => one.key === key);
      return [{ message, where: mention ? whereMarked(content, mention, key) : { member: 'citations', key } }];
    }),
} as const satisfies Check;
