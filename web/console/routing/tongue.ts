import { minorDigits } from '../../../src/lib/minor-units.ts'
import type { Answer } from '../../lib/api.ts'
import type { Words } from '../words/index.ts'
import type { SentenceWords } from './words-sentence.en.ts'

export type Rule = Answer<'/v1/routing-rules', 'get'>['rules'][number]
export type Condition = Rule['when'][number]
export type Alternative = Extract<Condition, { of: 'any_of' }>['conditions'][number]
export type Tier = Rule['use'][number]
export type Places = Tier['places']
export type Wish = Rule['wishes'][number]
export type Closing = NonNullable<Rule['never']['closed']>[number]

/** In what the amounts of a rule are said. */
export type Money = {
  /** That of all channels on which it may decide; undefined where they have several. */
  currency: string | undefined
  /** Of their minor unit; undefined where they differ, so that a number is not one amount. */
  digits: number | undefined
}

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
} & Money

/** 1e-4 of the major unit. */
export const COST_UNITS = 10_000
/** Where no currency says how many. */
export const PLAIN_DIGITS = 2

/** One of several: `A, B or C`. */
export function either(language: string, names: readonly string[]): string {
  return new Intl.ListFormat(language, { type: 'disjunction' }).format(names)
}

export function digitsOf(currency: string | undefined): number {
  return currency === undefined ? PLAIN_DIGITS : minorDigits(currency)
}

/** An amount of the major unit; a bare number where channels have several currencies. */
export function moneyText(amount: number, tongue: Tongue): string {
  const { language, currency, digits = PLAIN_DIGITS } = tongue
  const exact = { minimumFractionDigits: digits, maximumFractionDigits: Math.max(digits, 4) }
  const style = currency === undefined ? {} : { style: 'currency' as const, currency }
  return new Intl.NumberFormat(language, { ...style, ...exact }).format(amount)
}
