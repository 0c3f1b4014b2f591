/** A second person looks at a draft before it is published. */
export const words = {
  needed: 'Somebody else has to approve this draft before it is published.',
  open: (who: string, when: string) =>
    `Approval is asked for by ${who}, ${when}. ` +
    'Somebody who has neither changed the draft nor asked can give it.',
  approved: (who: string, when: string) => `Approved by ${who}, ${when}. It may be published.`,
  declined: (who: string, when: string) => `Declined by ${who}, ${when}.`,
  saying: (who: string, note: string) => `“${note}”, ${who}`,
  ask: 'Ask for approval',
  askSays: 'Somebody else looks at these changes. Any further change makes it void.',
  askNote: 'What they should know',
  asked: 'Approval is asked for',
  review: 'Review',
  reviewTitle: 'Approve this draft?',
  reviewSays: 'Once approved, it may be published as it is by whoever may publish.',
  reviewNote: 'A word to go with it',
  reviewHint: 'Needed where you decline.',
  noteFault: 'Say why, in a few words.',
  approve: 'Approve',
  isApproved: 'Approved: it may be published',
  decline: 'Decline',
  isDeclined: 'Declined',
  ofVersion: (asked: string, approved: string) => `asked for by ${asked}, approved by ${approved}`,
  notPromoted:
    'It began when no second person was needed. To put it in force, return it, bring its rules ' +
    'back under Versions, and ask for approval.',
  one: 'One person may publish a draft.',
  two: 'A draft is published only once a second person has approved it.',
  toOne: 'Let one person publish',
  toTwo: 'Ask for a second person',
  toOneSays: 'Whoever may publish does so alone again. It is told who changed this.',
  toTwoSays:
    'Drafts of routing rules are approved by somebody who has neither changed them nor asked. ' +
    'See that at least two people may publish.',
  isOne: 'One person may publish again',
  isTwo: 'Drafts need a second person now',
}

export type ApprovalWords = typeof words
