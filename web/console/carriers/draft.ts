import type { Service } from './use-carriers.ts'

export const METHODS = [
  'standard',
  'express',
  'named_day',
  'same_day',
  'click_and_collect',
  'reserve_and_collect',
  'curbside',
  'locker',
  'pickup_point',
] as const

export type Method = (typeof METHODS)[number]

/** What is typed about a service: texts until they are sent. */
export type Draft = {
  code: string
  name: string
  methods: readonly Method[]
  toHomes: boolean
  countries: string
  maxKg: string
  maxLongestCm: string
  maxGirthCm: string
}

export type Field = keyof Draft
export type Fault = 'name' | 'code' | 'methods' | 'maxKg' | 'size' | { country: string }
export type Faults = Partial<Record<Field, Fault>>

export const emptyDraft: Draft = {
  code: '',
  name: '',
  methods: ['standard'],
  toHomes: true,
  countries: '',
  maxKg: '',
  maxLongestCm: '',
  maxGirthCm: '',
}

export function draftOf(service: Service): Draft {
  const { code, name, methods, toHomes, countries, maxG, maxLongestMm, maxGirthMm } = service
  const cm = (mm: number | null) => (mm === null ? '' : String(mm / 10))
  return {
    code,
    name,
    methods: METHODS.filter((one) => methods.includes(one)),
    toHomes,
    countries: countries?.join(', ') ?? '',
    maxKg: String(maxG / 1000),
    maxLongestCm: cm(maxLongestMm),
    maxGirthCm: cm(maxGirthMm),
  }
}

/** The fields that differ. */
export function changedFields(before: Draft, after: Draft): Field[] {
  const fields = Object.keys(before) as Field[]
  return fields.filter((field) => String(before[field]) !== String(after[field]))
}

/** The draft on top of what somebody else saved meanwhile: what was typed stays. */
export function rebased(draft: Draft, before: Draft, now: Draft): Draft {
  const typed = changedFields(before, draft).map((field) => [field, draft[field]] as const)
  return { ...now, ...Object.fromEntries(typed) }
}

const CODE = /^[A-Za-z0-9][A-Za-z0-9._:/+-]{0,63}$/
const G_MOST = 1_000_000
const MM_MOST = 100_000

export const isCode = (text: string) => CODE.test(text.trim())

/** `31,5` and `31.5` are the same number; NaN where it is none. */
export function numberOf(text: string): number {
  const plain = text.trim().replace(',', '.')
  return /^\d+(\.\d+)?$|^\.\d+$/.test(plain) ? Number(plain) : Number.NaN
}

export function countriesOf(text: string): string[] {
  return [
    ...new Set(
      text
        .toUpperCase()
        .split(/[\s,;]+/)
        .filter(Boolean),
    ),
  ]
}

/** What cannot be sent as it is. */
export function faultsOf(draft: Draft): Faults {
  const faults: Faults = {}
  if (draft.name.trim() === '') faults.name = 'name'
  if (!isCode(draft.code)) faults.code = 'code'
  if (draft.methods.length === 0) faults.methods = 'methods'
  const country = countriesOf(draft.countries).find((one) => !/^[A-Z]{2}$/.test(one))
  if (country !== undefined) faults.countries = { country }
  const grams = Math.round(numberOf(draft.maxKg) * 1000)
  if (!(grams >= 1 && grams <= G_MOST)) faults.maxKg = 'maxKg'
  for (const field of ['maxLongestCm', 'maxGirthCm'] as const) {
    const mm = mmOf(draft[field])
    if (mm !== null && !(mm >= 1 && mm <= MM_MOST)) faults[field] = 'size'
  }
  return faults
}

function mmOf(text: string): number | null {
  return text.trim() === '' ? null : Math.round(numberOf(text) * 10)
}

/** Fields of the API by those of the form that they come from. */
export function valuesOf(draft: Draft) {
  const countries = countriesOf(draft.countries)
  return {
    name: draft.name.trim(),
    methods: [...draft.methods],
    toHomes: draft.toHomes,
    countries: countries.length === 0 ? null : countries,
    maxG: Math.round(numberOf(draft.maxKg) * 1000),
    maxLongestMm: mmOf(draft.maxLongestCm),
    maxGirthMm: mmOf(draft.maxGirthCm),
  }
}

const SENT: Partial<Record<Field, string>> = {
  maxKg: 'maxG',
  maxLongestCm: 'maxLongestMm',
  maxGirthCm: 'maxGirthMm',
}

/** What the API calls a field of the form. */
export const sentAs = (field: Field): string => SENT[field] ?? field

/** What was changed, as the API takes it. */
export function fieldsOf(draft: Draft, before: Draft): Partial<ReturnType<typeof valuesOf>> {
  const changed = new Set(changedFields(before, draft).map(sentAs))
  return Object.fromEntries(Object.entries(valuesOf(draft)).filter(([name]) => changed.has(name)))
}
