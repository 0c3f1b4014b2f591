import type { Hazard } from '../../../src/lib/hazard.ts'
import { minorDigits } from '../../../src/lib/minor-units.ts'

/** What a person types about a SKU: texts, as the fields hold them. */
export type Form = {
  code: string
  name: string
  product: string
  category: string
  /** With commas between them. */
  tags: string
  /** The class; empty where it is none. */
  hazard: string
  /** In percent; empty where nobody says. */
  margin: string
  taxClass: string
  unit: string
  decimals: string
  /** In grams. */
  weight: string
  /** In centimetres. */
  length: string
  width: string
  height: string
  options: Pair[]
  /** Currency and what it costs in it, in major units. */
  prices: Pair[]
  picture: string | null
  kind: Kind
  /** Of a bundle: the code of a SKU, and how many of it are in one. */
  components: Pair[]
}

export const kinds = ['stocked', 'bundle', 'not_stocked'] as const
export type Kind = (typeof kinds)[number]

/** A row of two fields; the id tells it from the others while it is typed. */
export type Pair = { id: number; name: string; value: string }

/** What the API knows of a SKU, of which the form is about. */
export type Known = {
  name: string
  category: string | null
  tags: readonly string[]
  hazard: Hazard | null
  marginPercent: number | null
  taxClass: string | null
  product: string | null
  weightG: number | null
  lengthMm: number | null
  widthMm: number | null
  heightMm: number | null
  options: Readonly<Record<string, string>>
  prices: readonly { currency: string; amount: number }[]
  picture: string | null
  kind: Kind
  components: readonly { sku: string; quantity: number }[]
}

const MM = 10

export const emptyForm: Form = {
  code: '',
  name: '',
  product: '',
  category: '',
  tags: '',
  hazard: '',
  margin: '',
  taxClass: '',
  unit: '',
  decimals: '',
  weight: '',
  length: '',
  width: '',
  height: '',
  options: [],
  prices: [],
  picture: null,
  kind: 'stocked',
  components: [],
}

/** The form as it stands for a SKU that is there. */
export function formOf(sku: Known): Form {
  const text = (value: number | null, per = 1) => (value === null ? '' : String(value / per))
  return {
    ...emptyForm,
    name: sku.name,
    product: sku.product ?? '',
    category: sku.category ?? '',
    tags: sku.tags.join(', '),
    hazard: sku.hazard ?? '',
    margin: text(sku.marginPercent),
    taxClass: sku.taxClass ?? '',
    weight: text(sku.weightG),
    length: text(sku.lengthMm, MM),
    width: text(sku.widthMm, MM),
    height: text(sku.heightMm, MM),
    options: Object.entries(sku.options).map(([name, value], id) => ({ id, name, value })),
    prices: sku.prices.map(({ currency, amount }, id) => {
      return { id, name: currency, value: majorOf(amount, currency) }
    }),
    picture: sku.picture,
    kind: sku.kind,
    components: sku.components.map(({ sku: name, quantity }, id) => {
      return { id, name, value: String(quantity) }
    }),
  }
}

/** What the API takes of a form: what is empty is left out. */
export function fieldsOf(form: Form) {
  const text = (value: string) => value.trim() || undefined
  const number = (value: string, per = 1) =>
    value.trim() === '' ? undefined : Math.round(Number(value) * per)
  return given({
    name: text(form.name),
    product: text(form.product) ?? null,
    category: text(form.category),
    tags: tagsOf(form.tags),
    hazard: form.hazard === '' ? null : (form.hazard as Hazard),
    marginPercent: marginOf(form),
    taxClass: text(form.taxClass),
    weightG: number(form.weight),
    lengthMm: number(form.length, MM),
    widthMm: number(form.width, MM),
    heightMm: number(form.height, MM),
    options: Object.fromEntries(
      form.options
        .filter(({ name, value }) => name.trim() !== '' && value.trim() !== '')
        .map(({ name, value }) => [name.trim(), value.trim()]),
    ),
    prices: form.prices
      .filter(({ name, value }) => name.trim() !== '' || value.trim() !== '')
      .map(({ name, value }) => {
        const currency = name.trim().toUpperCase()
        return { currency, amount: minorOf(value, currency) }
      }),
    picture: form.picture,
    components: form.kind === 'bundle' ? componentsOf(form) : undefined,
  })
}

/** What is no number goes as it is: it is refused with what to do. */
function marginOf({ margin }: Form): number | null {
  return margin.trim() === '' ? null : Number(margin)
}

const MARGIN_MOST = 100

/** Whether what is typed cannot be a margin. */
export function marginFault(form: Form): { margin?: 'marginBad' } {
  const margin = marginOf(form)
  if (margin === null) return {}
  const isGood = Number.isInteger(margin) && margin >= 0 && margin <= MARGIN_MOST
  return isGood ? {} : { margin: 'marginBad' }
}

function tagsOf(text: string): string[] {
  return text.split(/[\s,]+/).filter(Boolean)
}

/** One of each where nothing is said. */
function componentsOf({ components }: Form) {
  return components
    .filter(({ name }) => name.trim() !== '')
    .map(({ name, value }) => ({ sku: name.trim(), quantity: Number(value.trim() || 1) }))
}

export type Fields = ReturnType<typeof fieldsOf>

/** Only what has changed: what somebody else changed meanwhile stays. */
export function changedFields(before: Form, now: Form): Partial<Fields> {
  const [old, next] = [fieldsOf(before), fieldsOf(now)]
  return Object.fromEntries(
    Object.entries(next).filter(
      ([name, value]) => JSON.stringify(value) !== JSON.stringify(old[name as keyof Fields]),
    ),
  )
}

/** Which fields of the form differ; rows are compared by what is in them. */
export function differing(before: Form, now: Form): (keyof Form)[] {
  const content = (value: Form[keyof Form]) =>
    Array.isArray(value)
      ? JSON.stringify(value.map(({ name, value: inner }) => [name, inner]))
      : value
  return (Object.keys(before) as (keyof Form)[]).filter((name) => {
    return content(before[name]) !== content(now[name])
  })
}

/**
 * The form on top of what somebody else saved meanwhile: what was typed stays, what was not touched
 * is what it is now.
 */
export function rebased(form: Form, before: Form, now: Form): Form {
  const typed = differing(before, form).map((name) => [name, form[name]] as const)
  return { ...now, ...Object.fromEntries(typed) }
}

/** The fields that a SKU cannot be without once it had them. */
const KEPT = [
  'name',
  'category',
  'taxClass',
  'weight',
  'length',
  'width',
  'height',
] as const satisfies (keyof Form)[]

/** Which of them were emptied. */
export function emptiedOf(before: Form, now: Form): (typeof KEPT)[number][] {
  return KEPT.filter((name) => before[name] !== '' && now[name].trim() === '')
}

const CODE = /^[A-Za-z0-9][A-Za-z0-9._:/+-]{0,63}$/

const TAG = /^[a-z0-9](?:-?[a-z0-9]){0,39}$/

/** Whether some of the tags cannot be one. */
export function tagFault({ tags }: Form): { tags?: 'tagBad' } {
  return tagsOf(tags).every((tag) => TAG.test(tag)) ? {} : { tags: 'tagBad' }
}

/** What can be seen to be wrong before anything is sent. */
export function faultsOf(form: Form): {
  code?: 'needed' | 'codeBad'
  name?: 'needed'
  tags?: 'tagBad'
  margin?: 'marginBad'
} {
  const code = form.code.trim()
  const isBad = code !== '' && !CODE.test(code)
  return {
    ...(code === '' && { code: 'needed' }),
    ...(isBad && { code: 'codeBad' }),
    ...(form.name.trim() === '' && { name: 'needed' }),
    ...tagFault(form),
    ...marginFault(form),
  }
}

/** Which prices lack their amount, by their ids. */
export function unpricedOf({ prices }: Form): number[] {
  return prices
    .filter(({ name, value }) => name.trim() !== '' && value.trim() === '')
    .map(({ id }) => id)
}

type Given<Of> = { [Name in keyof Of]?: Exclude<Of[Name], undefined> }

function given<Of extends object>(fields: Of): Given<Of> {
  return Object.fromEntries(
    Object.entries(fields).filter(([, value]) => value !== undefined),
  ) as Given<Of>
}

function majorOf(amount: number, currency: string): string {
  const digits = minorDigits(currency)
  return (amount / 10 ** digits).toFixed(digits)
}

/** 19.99 euros are 1999 cents; yen have none. */
export function minorOf(value: string, currency: string): number {
  return Math.round(Number(value) * 10 ** minorDigits(currency))
}
