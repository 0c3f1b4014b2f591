import { pluralsOf } from '../../lib/plural.ts'
import { words as approval } from './words-approval.en.ts'
import { words as canary } from './words-canary.en.ts'
import { words as coming } from './words-coming.en.ts'
import { words as form } from './words-form.en.ts'
import { words as plans } from './words-plans.en.ts'
import { words as prices } from './words-prices.en.ts'
import { words as sentence } from './words-sentence.en.ts'
import { words as test } from './words-test.en.ts'
import { words as tests } from './words-tests.en.ts'

const n = pluralsOf('en')

export const words = {
  approval,
  sentence,
  form,
  canary,
  coming,
  plans,
  prices,
  test,
  tests,
  title: 'Routing',
  viewsLabel: 'Which rules',
  views: {
    live: 'In force',
    draft: 'Draft',
    compare: 'Compare',
    versions: 'Versions',
    test: 'Test an order',
    tests: 'Tests',
    shadows: 'Shadow',
    plans: 'Costs',
  },
  since: (version: string, when: string) => `Version ${version}, since ${when}`,
  never: 'Nothing published yet',
  order: 'Asked from top to bottom. The first rule that fits decides.',
  drafted: (count: number) =>
    n(count, {
      one: 'The draft changes # rule. What stands here counts until it is published.',
      other: 'The draft changes # rules. What stands here counts until it is published.',
    }),
  openDraft: 'Open the draft',
  comes: (version: string, when: string) =>
    `Version ${version} is published and counts from ${when}.`,
  past: (version: string) => `The rules of version ${version}`,
  back: 'Back to those in force',
  add: 'New rule',
  edit: 'Change',
  editNamed: (name: string) => `Change ${name}`,
  up: (name: string) => `Move ${name} up`,
  down: (name: string) => `Move ${name} down`,
  drag: (name: string) => `Drag ${name} to another place`,
  more: (name: string) => `More for ${name}`,
  duplicate: 'Duplicate',
  copyOf: (name: string) => `Copy of ${name}`,
  switchOff: 'Switch off',
  switchOn: 'Switch on',
  undoChange: 'Take it out of the draft',
  restore: 'Keep it after all',
  remove: 'Remove',
  off: 'Switched off',
  actions: { add: 'New', change: 'Changed', move: 'Moved', remove: 'Removed' },
  movedFrom: (place: string) => `stood at ${place}`,
  removedTitle: 'Removed by the draft',
  added: 'The rule is in the draft. It counts when the draft is published.',
  changed: 'The draft changes it. It counts when the draft is published.',
  moved: (name: string, place: string) => `${name} stands at ${place} now`,
  removed: (name: string) => `${name} is removed in the draft`,
  switchedOff: (name: string) => `${name} is switched off in the draft`,
  switchedOn: (name: string) => `${name} is switched on in the draft`,
  undone: 'It stays as it was',
  use: {
    uncounted: 'orders that it refuses are not counted',
    decided: (count: number, since: string) =>
      `${n(count, { one: '# delivery', other: '# deliveries' })} since ${since}`,
    declined: (share: string) => `${share} declined`,
    short: (share: string) => `${share} short`,
    passed: (count: number) => n(count, { one: 'passed on # time', other: 'passed on # times' }),
  },
  elseTitle: 'Everything else',
  elseSays: 'What no rule fits is decided by the plan of its channel.',
  elseLocked: 'Always last',
  strategies: {
    least_cost: 'least cost',
    priority: 'places in a fixed order',
    nearest: 'nearest place first',
  },
  plan: (channels: string, strategy: string) => `${channels}: ${strategy}`,
  otherPlans: 'all other channels: least cost',
  noRules: 'No rules yet',
  noRulesSays:
    'Without rules, every order goes from where it costs least. A rule says it otherwise: for ' +
    'some deliveries, from some places, within some limits. Begin with one of these, or with ' +
    'your own. Nothing counts before you publish it.',
  noRulesToRead:
    'Without rules, every order goes from where it costs least. Somebody who may change rules ' +
    'can make the first one.',
  noneLive: 'No rule is in force',
  noneLiveSays: 'Orders go by the plans of their channels until the draft is published.',
  templates: {
    same_day: 'Same day: the nearest store first',
    warehouse: 'Warehouses before stores',
    keep: 'Keep the last 2 in stores',
    split: 'Never split a small order',
    country: 'From the same country only',
  },
  templateSays: {
    same_day: 'Same-day deliveries from the nearest store that has all of it.',
    warehouse: 'Stores help only where warehouses lack something.',
    keep: 'Orders leave two of each item in every store.',
    split: 'What is worth less than 40 goes as one parcel.',
    country: 'What goes to a country comes from there.',
  },
  problems: {
    unknown_channel: (what: string) => `There is no channel ${what}`,
    unknown_location: (what: string) => `There is no location ${what}`,
    unknown_group: (what: string) => `There is no group ${what}`,
    unknown_owner: (what: string) => `There is no company ${what}`,
    unknown_partner: (what: string) => `There is no partner ${what}`,
    unknown_service: (what: string) => `No carrier has a service ${what}`,
    unknown_sku: (what: string) => `There is no SKU ${what}`,
    contradictory: () => 'Never fits: its conditions contradict each other',
    unused_category: (what: string) => `Nothing is in the category ${what}`,
    unused_tag: (what: string) => `Nothing has the tag ${what}`,
    unused_hazard: (what: string) =>
      what === '' ? 'Nothing is dangerous goods' : `Nothing is dangerous goods of class ${what}`,
    no_places: (what: string) => `No location is among its places no. ${what}`,
    no_places_in_pool: (what: string) =>
      `None of its places no. ${what} sends anything for a channel that the rule is about`,
    unknown_country: (what: string) => `${what} is no country`,
    unused_region: (what: string) => `None of the newest orders goes to the region ${what}`,
    unused_order_tag: (what: string) => `None of the newest orders has the tag ${what}`,
    unused_customer_tag: (what: string) => `No customer of the newest orders has the tag ${what}`,
    no_same_day: () => 'None of its places sends on the same day',
    closing_idle: (no: string) => `No day is left of its closing no. ${no}: it never applies`,
    closing_no_places: (no: string) => `None of its places is among those of its closing no. ${no}`,
    wish_idle: () =>
      'It goes by an order, in which its wishes count for nothing unless a day is short of room',
    not_by_cards: (what: string) =>
      'Services, the wanted day and who is soonest there count only where a plan goes by rate ' +
      `cards: not in ${what}`,
    shadowed: (rule: string) => `Never asked: ${rule} decides on all of it before`,
    over: () => 'Has ended: it never fits any more',
    several_currencies: (what: string) =>
      `Its amounts are of no currency: they are read in that of each order (${what}). ` +
      'Say for which channels it is',
  },
  quoted: (name: string) => `“${name}”`,
  counts: (of: Record<'add' | 'change' | 'move' | 'remove', number>) => {
    const parts = [
      of.add > 0 ? n(of.add, { one: '# new rule', other: '# new rules' }) : '',
      of.change > 0 ? n(of.change, { one: '# changed', other: '# changed' }) : '',
      of.move > 0 ? n(of.move, { one: '# moved', other: '# moved' }) : '',
      of.remove > 0 ? n(of.remove, { one: '# removed', other: '# removed' }) : '',
    ]
    return parts.filter((part) => part !== '').join(', ')
  },
  compare: {
    live: (version: string) => `Version ${version}`,
    draft: 'Draft',
    same: 'The draft is the same as what was published last.',
    none: 'No rules',
  },
  publish: {
    says: 'From then on every order is routed by these rules. What changes:',
    when: 'Counts',
    now: 'Now',
    later: 'From a moment on',
    from: 'From',
    fromFault: 'Say a moment that is still to come.',
    done: (version: string) => `Version ${version} is in force`,
    doneLater: (version: string, when: string) => `Version ${version} counts from ${when}`,
    go: 'Publish',
  },
  versions: {
    from: (when: string) => `counts from ${when}`,
    noneSays: 'Each time that the draft is published, a version stands here, with who and why.',
  },
}

export type RoutingWords = typeof words
