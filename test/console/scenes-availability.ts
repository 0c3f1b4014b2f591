import type { Json } from '../app.ts'
import { changeFirst, makeNew, makeOther, press, ROW, type Scene } from './scene.ts'

const API = '/v1/availability-rules'
const ruled = { path: '/console/availability-rules', ready: ROW }
const drafted = { path: '/console/availability-rules?view=draft', ready: 'main li' }

const readOnly = (me: Json): Json => ({
  ...me,
  permissions: me.permissions.filter((one: string) => !/^rules:(?:write|publish)$/.test(one)),
})
const NOTHING = {
  basedOn: 0,
  added: 0,
  changed: 0,
  removed: 0,
  items: [],
  problems: [],
  next: null,
}
const noRows = (): Json => ({ items: [], next: null })

/** All that is wrong must be mended, in a rule of a long name too. */
const isWrong = (draft: Json): Json => ({
  ...draft,
  problems: draft.items.slice(0, 4).map(({ id, after, before }: Json, i: number) => ({
    kind: i % 2 === 0 ? 'contradictory' : 'archived',
    keepsFromPublishing: true,
    rule: { id, name: (after ?? before).name },
    other: i % 2 === 0 ? { id, name: LONG } : null,
  })),
})

const isFarDown = (draft: Json): Json => {
  const rule = { id: '01234567-89ab-7def-8123-456789abcdef', name: LONG }
  const problem = { kind: 'contradictory', keepsFromPublishing: true, rule, other: rule }
  return { ...draft, added: 1240, problems: [problem], next: 'more', moreErrors: 12 }
}

/** A hundred signs, some of them in one word. */
const LONG =
  'Lagerbestandssicherheitsreserveüberschreitungsgenehmigung for stores of the north and by the sea'
const CODE = 'LONGEST-SKU-THAT-THERE-CAN-BE-0123456789-0123456789-0123456789-0'

const named = (rule: Json | null): Json | null => rule && { ...rule, name: LONG }
const hasLongNames = ({ items, ...rest }: Json): Json => ({
  ...rest,
  items: items.map((one: Json) =>
    'terms' in one
      ? { ...named(one), sku: CODE }
      : { ...one, before: named(one.before), after: named(one.after) },
  ),
})

/** The rules of what may be sold. */
export const availability: readonly Scene[] = [
  { name: 'availability', says: 'What may be sold', ...ruled, document: 'both' },
  { name: 'availability-one', says: 'One rule', ...ruled, act: press(ROW) },
  { name: 'availability-change', says: 'To change it', ...ruled, act: changeFirst },
  { name: 'availability-new', says: 'One more', ...ruled, act: makeOther, document: 'light' },
  {
    name: 'availability-kind',
    says: 'Rules of a kind',
    path: '/console/availability-rules?kind=safety_stock',
    ready: ROW,
  },
  {
    name: 'availability-none',
    says: 'None is like that',
    path: '/console/availability-rules?q=zzzz&kind=quota',
  },
  {
    name: 'availability-past',
    says: 'As it was',
    path: '/console/availability-rules?version=1',
    ready: ROW,
  },
  { name: 'availability-draft', says: 'What would change', ...drafted, document: 'light' },
  { name: 'availability-publish', says: 'Before it counts', ...drafted, act: makeNew },
  {
    name: 'availability-versions',
    says: 'What was published',
    path: '/console/availability-rules?view=versions',
    ready: 'main li',
  },
  {
    name: 'availability-reader',
    says: 'What may be sold, for who may not change it',
    ...ruled,
    act: press(ROW),
    answers: { '/v1/me': readOnly },
  },
  {
    name: 'availability-draft-reader',
    says: 'What would change, for who may not change it',
    ...drafted,
    answers: { '/v1/me': readOnly },
  },
  {
    name: 'availability-templates',
    says: 'No rule yet, and some to begin with',
    path: '/console/availability-rules',
    ready: 'main h2',
    answers: { [`${API}`]: noRows, [`${API}/draft`]: (draft) => ({ ...draft, ...NOTHING }) },
  },
  {
    name: 'availability-templates-reader',
    says: 'No rule yet, for who may not make one',
    path: '/console/availability-rules',
    ready: 'main h2',
    answers: {
      '/v1/me': readOnly,
      [`${API}`]: noRows,
      [`${API}/draft`]: (draft) => ({ ...draft, ...NOTHING }),
    },
  },
  {
    name: 'availability-draft-none',
    says: 'Nothing would change',
    path: '/console/availability-rules?view=draft',
    ready: 'main h2',
    answers: { [`${API}/draft`]: (draft) => ({ ...draft, ...NOTHING, basedOn: 2 }) },
  },
  {
    name: 'availability-draft-wrong',
    says: 'Too wrong to be published',
    ...drafted,
    act: makeNew,
    answers: { [`${API}/draft`]: isWrong },
  },
  {
    name: 'availability-draft-many',
    says: 'More would change than is shown, some of it wrong',
    ...drafted,
    answers: { [`${API}/draft`]: isFarDown },
  },
  {
    name: 'availability-long',
    says: 'Names as long as they may be',
    ...ruled,
    act: press(ROW),
    answers: { [API]: hasLongNames },
  },
  {
    name: 'availability-draft-long',
    says: 'Changes of rules with long names',
    ...drafted,
    answers: { [`${API}/draft`]: hasLongNames },
  },
]
