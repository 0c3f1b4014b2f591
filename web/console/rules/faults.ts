import { leastAndMost, needsChannel, numberIn, type Draft, type Field } from './draft.ts'

export type Fault =
  | 'name'
  | 'quantity'
  | 'some'
  | 'least'
  | 'percent'
  | 'whole'
  | 'channel'
  | 'until'
  | 'day'
  | 'hours'

/** What cannot be sent as it is, by the field. */
export function faultsOf(draft: Draft): Partial<Record<Field, Fault>> {
  const faults: Partial<Record<Field, Fault>> = {}
  const { kind, from, until, hoursFrom, hoursTo } = draft
  if (draft.name.trim() === '') faults.name = 'name'
  if (needsChannel(kind) && draft.channel === '') faults.channel = 'channel'
  if (from === '' && draft.fromTime !== '') faults.from = 'day'
  if (until === '' && draft.untilTime !== '') faults.until = 'day'
  const [begins, ends] = [`${from} ${draft.fromTime}`, `${until} ${draft.untilTime || '24:00'}`]
  if (from !== '' && until !== '' && ends <= begins) faults.until = 'until'
  if ((hoursFrom === '') !== (hoursTo === '')) faults.hoursTo = 'hours'
  for (const [field, check] of Object.entries(checksOf(draft)) as [Field, Check][]) {
    const typed = draft[field] as string
    if (check.isOptional && typed.trim() === '') continue
    const value = numberIn(typed)
    const isGood = value >= check.least && value <= check.most && (!check.isWhole || isWhole(value))
    const isFine = check.fault !== 'percent' || Math.round(value * 100) / 100 === value
    if (!isGood || !isFine || (check.fault === 'some' && value === 0)) faults[field] = check.fault
  }
  if (kind === 'purchase_limit' && draft.per === 'order') {
    const { quantity, minQuantity } = leastAndMost(draft)
    if (quantity === null && minQuantity === null) faults.quantity = 'some'
    if (quantity !== null && minQuantity !== null && minQuantity > quantity) {
      faults.minQuantity = 'least'
    }
  }
  return faults
}

type Check = { fault: Fault; least: number; most: number; isWhole?: true; isOptional?: true }
const isWhole = Number.isInteger
const UNITS = { fault: 'quantity', least: 0, most: 1e9 } as const
const SOME = { fault: 'some', least: 0, most: 1e9 } as const
const SOME_OR_NONE = { ...SOME, isOptional: true } as const
const whole = (least: number, most: number) =>
  ({ fault: 'whole', isWhole: true, least, most }) as const
const PERCENT = { fault: 'percent', least: 0, most: 100 } as const
const DAYS = whole(1, 3650)

/** The numbers that a kind has, and what they may be. */
function checksOf({ kind, isPercent, per }: Draft): Partial<Record<Field, Check>> {
  switch (kind) {
    case 'safety_stock':
    case 'ring_fence':
      return isPercent ? { percent: PERCENT } : { quantity: UNITS }
    case 'threshold':
    case 'quota':
      return { quantity: UNITS }
    case 'purchase_limit':
      return per === 'order'
        ? { quantity: SOME_OR_NONE, minQuantity: SOME_OR_NONE }
        : { quantity: SOME, days: { ...DAYS, isOptional: true } }
    case 'hold_limit':
      return {
        minutes: whole(1, 100_000),
        extensions: whole(0, 100),
        open: { ...whole(1, 10_000), isOptional: true },
      }
    case 'pre_order':
      return {
        quantity: SOME_OR_NONE,
        withinDays: DAYS,
        minConfidence: whole(0, 100),
      }
    case 'backorder':
      return { quantity: SOME, days: DAYS }
    default:
      return {}
  }
}
