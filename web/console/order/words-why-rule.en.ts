/** Which routing rule decided, in the telling of why. */
export const words = {
  nominated: (place: string, firm: boolean) =>
    `It was to come from ${place}${firm ? ' and nowhere else' : ', if all of it was there'}`,
  nominatedMore: 'Whoever placed the order said so.',
  decided: (rule: string) => `The rule “${rule}” decided`,
  none: 'No routing rule fitted',
  noneMore: 'So the plan of the channel decided.',
  version: (version: string) => `Version ${version} of the routing rules.`,
  passed: (rules: readonly string[]) => {
    const names = rules.map((rule) => `“${rule}”`).join(', ')
    return `Before it fitted ${names}, but there was not all of it at those places.`
  },
  tier: (no: string) => `It went on to its places no. ${no}.`,
  alone: (category: string) => `${category} travels in a parcel of its own.`,
  wish: (no: string, worth: string, isLess: boolean) =>
    `no. ${no} counts ${worth} ${isLess ? 'less' : 'more'}`,
  wishes: (all: string, isCut: boolean) =>
    `Wishes of the rule: ${all}${isCut ? '; they take off no more than the parcel costs' : ''}.`,
  noCheaper: 'The rule allows no cheaper way',
  ranked: 'The rule says in which order places are taken',
  short: {
    accept: 'By the rule, what is short waits for stock.',
    ask: 'By the rule, a person is asked about what is short.',
    refuse: 'By the rule, what is short is refused.',
    cancel: 'The rule cancels what no place can serve.',
  },
  failed: {
    works: (day: string) => `on ${day}`,
    comes: (day: string) => `there ${day}`,
    until: (moment: string) => `until ${moment}`,
    weight: (has: string, most: string) => `counts ${has}, at most ${most}`,
    longest: (has: string, most: string) => `${has} long, at most ${most}`,
    girth: (has: string, most: string) => `girth ${has}, at most ${most}`,
  },
  reasons: {
    not_nominated: 'Not the place that was named',
    not_in_rule: 'Not among the places of the rule',
    other_country: 'In another country',
    closed_by_rule: 'Closed by the rule on the day on which it would work on it',
    not_same_day: 'Sends nothing on the same day, or no more',
    too_far: 'Farther away than the rule allows',
    too_late: 'Would come later than it is wanted',
    kept_by_rule: 'Kept there by the rule',
  },
}

export type WhyRuleWords = typeof words
