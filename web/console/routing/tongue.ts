import { minorDigits } from '../../../src/lib/minor-units.ts'
import type { Answer } from '../../lib/api.ts'
import type { Words } from '../words/index.ts'
import type { SentenceWords } from './words-sentence.en.ts'

export type Rule = Answer<'/v1/routing-rules', 'get'>['rules'][number]
export type Condition = Rule['when'][number]
export type Tier = Rule['use'][number]
export type Places = Tier['places']
export type Wish = Rule['wishes'][number]

/** What a sentence is said with: words, and names for codes. */
export type Tongue = {
  language: string
  said: SentenceWords
  methods: Words['order']['methods']
  place: (code: string) => string
  channel: (code: string) => string
  group: (code: string) => string
  owner: (code: string) => string
  partner: (code: string) => string
  service: (code: string) => string
  country: (code: string) => string
  /** Of all channels; undefined where they have several. */
  currency: string | undefined
}

/** 1e-4 of the major unit. */
export const COST_UNITS = 10_000
const PLAIN_DIGITS = 2

/** One of several: `A, B or C`. */
export function either(language: string, names: readonly string[]): string {
  return new Intl.ListFormat(language, { type: 'disjunction' }).format(names)
}

export function digitsOf(currency: string | undefined): number {
  return currency === undefined ? PLAIN_DIGITS : minorDigits(currency)
}

/** An amount of the major unit; a bare number where channels have several currencies. */
export function moneyText(amount: number, { language, currency }: Tongue): string {
  const digits = digitsOf(currency)
  const exact = { minimumFractionDigits: digits, maximumFractionDigits: Math.max(digits, 4) }
  const style = currency === undefined ? {} : { style: 'currency' as const, currency }
  return new Intl.NumberFormat(language, { ...style, ...exact }).format(amount)
}
