import { listed } from '../../lib/listed.ts'
import { numberIn } from './draft.ts'
import { COST_UNITS } from './tongue.ts'
import type { TestsWords } from './words-tests.en.ts'
import type { Proposed, Result, RuleTest } from './use-tests.ts'

type Expected = RuleTest['expected']
export type Part = keyof Expected
const PARTS = ['rule', 'exactly', 'among', 'never', 'maxParcels', 'maxCost', 'unfilled'] as const

/** Who tells it: words, names for codes, and how money is written. */
export type Telling = {
  said: TestsWords
  language: string
  place: (code: string) => string
  ruleName: (id: string) => string | undefined
  money: (cost: number) => string
}

/** What a test expects, a text for each part. */
export function expectedTexts(expected: Expected, of: Telling): string[] {
  return PARTS.filter((part) => expected[part] !== undefined).map((part) => {
    return expectedText(part, expected, of)
  })
}

function expectedText(part: Part, expected: Expected, of: Telling): string {
  const { parts } = of.said
  switch (part) {
    case 'rule': {
      if (expected.rule === null) return parts.noRule
      const name = of.ruleName(expected.rule!)
      return name === undefined ? parts.goneRule : parts.rule(name)
    }
    case 'exactly':
      return fromText(expected.exactly!, of)
    case 'among':
    case 'never':
      return parts[part](placesText(expected[part]!, of))
    case 'maxParcels':
      return parts.maxParcels(expected.maxParcels!)
    case 'maxCost':
      return parts.maxCost(of.money(expected.maxCost!))
    case 'unfilled':
      return expected.unfilled ? parts.unfilled : parts.filled
  }
}

/** What was decided instead, of the parts that were missed. */
export function missTexts({ misses, got }: Result, expected: Expected, of: Telling): string[] {
  if (!got) return []
  const { parts } = of.said
  const gotText = (part: Part) => {
    if (part === 'rule') return got.rule ? parts.rule(got.rule.name) : parts.noRule
    if (part === 'maxParcels') return parts.parcels(got.parcels)
    if (part === 'maxCost') return parts.cost(of.money(got.cost))
    if (part === 'unfilled') return got.unfilled ? parts.unfilled : parts.filled
    return fromText(got.places, of)
  }
  return misses.map(({ part }) => of.said.miss(expectedText(part, expected, of), gotText(part)))
}

function fromText(codes: readonly string[], of: Telling): string {
  const { parts } = of.said
  return codes.length === 0 ? parts.nowhere : parts.exactly(placesText(codes, of))
}

function placesText(codes: readonly string[], { language, place }: Telling): string {
  return listed(language, codes.map(place))
}

/** What is typed of a test. */
export type TypedTest = {
  code: string
  name: string
  /** `any`, `none`, or the id of a rule. */
  rule: string
  /** Undefined: from wherever. */
  exactly: readonly string[] | undefined
  among: readonly string[]
  never: readonly string[]
  maxParcels: string
  maxCost: string
  unfilled: 'any' | 'yes' | 'no'
  /** Empty: when it is run. */
  weekday: string
  time: string
  stock: string
}

export function typedOf(test: Proposed & Partial<Pick<RuleTest, 'code' | 'name'>>): TypedTest {
  const { expected, at, stock } = test
  const { rule, maxParcels, maxCost, unfilled } = expected
  return {
    code: test.code ?? '',
    name: test.name ?? '',
    rule: rule === undefined ? 'any' : (rule ?? 'none'),
    exactly: expected.exactly,
    among: expected.among ?? [],
    never: expected.never ?? [],
    maxParcels: maxParcels === undefined ? '' : String(maxParcels),
    maxCost: maxCost === undefined ? '' : String(maxCost / COST_UNITS),
    unfilled: unfilled === undefined ? 'any' : unfilled ? 'yes' : 'no',
    weekday: at === null ? '' : String(at.weekday),
    time: at?.time ?? '',
    stock: stock.map(({ sku, location, quantity }) => `${sku} ${location} ${quantity}`).join('\n'),
  }
}

export type TestFault = 'name' | 'code' | 'nothing' | 'number' | 'time' | { line: number }
type Field = 'code' | 'name' | 'rule' | 'maxParcels' | 'maxCost' | 'time' | 'stock'

export function testFaults(typed: TypedTest): ReadonlyMap<Field, TestFault> {
  const faults = new Map<Field, TestFault>()
  if (typed.name.trim() === '') faults.set('name', 'name')
  if (!/^[A-Za-z0-9][A-Za-z0-9._:/+-]{0,63}$/.test(typed.code.trim())) faults.set('code', 'code')
  const isFalse = (text: string, least: number) => text.trim() !== '' && !(numberIn(text) >= least)
  if (isFalse(typed.maxParcels, 1) || numberIn(typed.maxParcels) % 1 > 0) {
    faults.set('maxParcels', 'number')
  }
  if (isFalse(typed.maxCost, 0)) faults.set('maxCost', 'number')
  if (typed.weekday !== '' && typed.time === '') faults.set('time', 'time')
  const wrong = linesOf(typed.stock).find(({ parts }) => {
    return parts.length !== 3 || !(numberIn(parts[2]!) >= 0)
  })
  if (wrong) faults.set('stock', { line: wrong.no })
  if (Object.keys(expectedOf(typed)).length === 0) faults.set('rule', 'nothing')
  return faults
}

function linesOf(text: string) {
  return text
    .split('\n')
    .map((line, i) => ({ no: i + 1, parts: line.trim().split(/[\s;]+/) }))
    .filter(({ parts }) => parts[0] !== '')
}

function expectedOf(typed: TypedTest): Expected {
  const { rule, exactly, among, never, maxParcels, maxCost, unfilled } = typed
  return {
    ...(rule !== 'any' && { rule: rule === 'none' ? null : rule }),
    ...(exactly && { exactly: [...exactly] }),
    ...(among.length > 0 && { among: [...among] }),
    ...(never.length > 0 && { never: [...never] }),
    ...(maxParcels.trim() !== '' && { maxParcels: numberIn(maxParcels) }),
    ...(maxCost.trim() !== '' && { maxCost: Math.round(numberIn(maxCost) * COST_UNITS) }),
    ...(unfilled !== 'any' && { unfilled: unfilled === 'yes' }),
  }
}

/** What is sent of it, where nothing is wrong. */
export function fieldsOf(typed: TypedTest) {
  const { weekday, time } = typed
  return {
    name: typed.name.trim(),
    at: weekday === '' ? null : { weekday: Number(weekday), time },
    stock: linesOf(typed.stock).map(({ parts: [sku, location, quantity] }) => {
      return { sku: sku!, location: location!, quantity: numberIn(quantity!) }
    }),
    expected: expectedOf(typed),
  }
}
