import { listed } from '../../lib/listed.ts'
import { measuresOf } from '../skus/measures.ts'
import { goodsText, unbroken } from './goods.ts'
import { distanceText, type DecisionRecord, type Names, type Teller } from './why.ts'

type Failed = NonNullable<DecisionRecord['failed']>

/** The value that failed at a place which dropped out for a reason, where it is known. */
export function valuesBy(
  why: string,
  { far = [], failed = {} }: DecisionRecord,
  names: Names,
  teller: Teller,
): (locationId: number) => string | undefined {
  const said = teller.words.routingRule.failed
  const { day, moment, language } = teller.formats
  switch (why) {
    case 'too_far':
      return valueOf(far, ([, km]) => (km === null ? undefined : distanceText(km, teller)))
    case 'too_late':
      return valueOf(failed.too_late, ([, on]) => (on === null ? undefined : said.comes(day(on))))
    case 'closed_by_rule':
      return valueOf(failed.closed_by_rule, ([, on]) => said.works(day(on)))
    case 'declined':
      return valueOf(failed.declined, ([, until]) => said.until(moment(until)))
    case 'not_found_there':
      return valueOf(failed.not_found_there, ([, , until]) => said.until(moment(until)))
    case 'kept_by_rule': {
      const kept = Map.groupBy(failed.kept_by_rule ?? [], ([id]) => id)
      return (id) => {
        const goods = kept.get(id)?.map(([, sku, units]) => {
          return goodsText(units, names.sku(sku), teller)
        })
        return goods && listed(language, goods)
      }
    }
    case 'too_large':
      return valueOf(failed.too_large, (row) => largeText(row, teller))
    default:
      return () => undefined
  }
}

/** Of several SKUs of a place the first says it. */
function valueOf<Row extends readonly [number, ...unknown[]]>(
  rows: readonly Row[] = [],
  textOf: (row: Row) => string | undefined,
): (locationId: number) => string | undefined {
  return (id) => {
    const row = rows.find(([at]) => at === id)
    return row && textOf(row)
  }
}

function largeText(
  [, , measure, has, most]: NonNullable<Failed['too_large']>[number],
  { words, formats }: Teller,
): string {
  const { weight, size } = measuresOf(formats.language)
  const text = (value: number) => {
    if (measure === 'weight') return unbroken(weight(value))
    return unbroken(size({ lengthMm: value, widthMm: null, heightMm: null })!)
  }
  return words.routingRule.failed[measure](text(has), text(most))
}
