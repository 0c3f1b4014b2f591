/** Priority and tags of an order. */
export const words = {
  title: 'Priority and tags',
  says: 'They count for what is decided from now on. Where it is served from stays as it is.',
  priority: 'Priority',
  priorityHint:
    'Where too few are there, the lowest gives way first; what comes goes to the highest first.',
  priorities: { low: 'Low', normal: 'Normal', high: 'High' },
  high: 'High priority',
  low: 'Low priority',
  tags: 'Tags',
  tagsHint: 'Small letters, digits and hyphens, e.g. wedding. Rules and lists may go by them.',
  badTag: (tag: string) => `${tag} is no tag: only small letters, digits and single hyphens`,
  none: 'None',
  type: 'Type, then Enter',
  remove: (tag: string) => `Remove ${tag}`,
  change: 'Change',
  act: 'Save',
  changed: 'Priority and tags changed',
}

export type MarksWords = typeof words
