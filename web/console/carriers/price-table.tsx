import { useVirtualizer } from '@tanstack/react-virtual'
import { useRef } from 'react'
import { useFormats } from '../../lib/session.tsx'
import { useWords } from '../words/index.ts'
import { priceAt } from './compare.ts'
import { amountIn, percentIn, weightIn, type Unit } from './units.ts'
import type { Card } from './use-carriers.ts'
import css from './carriers.module.css'

type Props = { card: Card; unit: Unit; other: Card | undefined }

const ROW = 29
/** So many bands are simply there, so that the browser finds what is in them. */
const WHOLE = 200
const OVERSCAN = 20

/** Prices by zone (across) and weight (down); head and weights stay while it scrolls. */
export function PriceTable({ card, unit, other }: Props) {
  const said = useWords().carriers.prices
  const { language } = useFormats()
  const scroller = useRef<HTMLDivElement>(null)
  const count = card.bands.length
  // It hands out functions that change by themselves; nothing here is memoised by them.
  // oxlint-disable-next-line react/incompatible-library
  const virtual = useVirtualizer({
    count,
    getScrollElement: () => scroller.current,
    estimateSize: () => ROW,
    overscan: count <= WHOLE ? count : OVERSCAN,
  })
  const shown = virtual.getVirtualItems()
  const before = shown[0]?.start ?? 0
  const after = virtual.getTotalSize() - (shown.at(-1)?.end ?? 0)
  return (
    <div
      className={css['prices']}
      ref={scroller}
      // oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex -- what scrolls takes keys
      tabIndex={0}
      role="group"
      aria-label={said.table}
      data-across
    >
      <table aria-rowcount={count + 1}>
        <Head card={card} />
        <tbody>
          <Space height={before} />
          {shown.map(({ index }) => (
            <tr key={index} aria-rowindex={index + 2}>
              <th scope="row">{weightIn(language, card.bands[index]!, unit)}</th>
              {card.zones.map((zone) => (
                <Price
                  key={zone.code}
                  price={zone.prices[index] ?? null}
                  was={other && priceAt(other, zone.code, card.bands[index]!)}
                  currency={card.currency}
                />
              ))}
            </tr>
          ))}
          <Space height={after} />
        </tbody>
        <Beyond card={card} />
      </table>
    </div>
  )
}

/** In place of the rows that are not there. */
function Space({ height }: { height: number }) {
  return height > 0 && <tr aria-hidden="true" style={{ blockSize: height }} />
}

function Head({ card }: { card: Card }) {
  const said = useWords().carriers.prices
  return (
    <thead>
      <tr aria-rowindex={1}>
        <th scope="col">
          {said.upTo}
          <span className={css['days']}>{card.currency}</span>
        </th>
        {card.zones.map(({ code, transitDays }) => (
          <th key={code} scope="col">
            {said.zone(code)}
            <span className={css['days']}>
              {transitDays === null ? said.noDays : said.days(transitDays)}
            </span>
          </th>
        ))}
      </tr>
    </thead>
  )
}

/** What each kg beyond the last band adds, where that is a price of some zone. */
function Beyond({ card: { zones, currency } }: { card: Card }) {
  const said = useWords().carriers.prices
  const { language } = useFormats()
  if (zones.every(({ perKgBeyond }) => perKgBeyond === null)) return null
  return (
    <tfoot>
      <tr>
        <th scope="row">{said.beyond}</th>
        {zones.map(({ code, perKgBeyond }) => (
          <td key={code} className={perKgBeyond === null ? 'quiet' : undefined}>
            {perKgBeyond === null ? said.takesNoMore : amountIn(language, perKgBeyond, currency)}
          </td>
        ))}
      </tr>
    </tfoot>
  )
}

type PriceProps = { price: number | null; was: number | null | undefined; currency: string }

function Price({ price, was, currency }: PriceProps) {
  const said = useWords().carriers.prices
  const { language } = useFormats()
  if (price === null) {
    return (
      <td data-missing title={said.missing}>
        <span aria-hidden="true">–</span>
        <span className="hidden-text">{said.missing}</span>
      </td>
    )
  }
  const text = amountIn(language, price, currency)
  if (was === undefined || was === null || was === price) return <td>{text}</td>
  const isDearer = price > was
  const by = was === 0 ? undefined : percentIn(language, (price / was - 1) * 100, true)
  return (
    <td data-change={isDearer ? 'dearer' : 'cheaper'} title={amountIn(language, was, currency)}>
      {text}
      <span className={css['by']}>
        <span aria-hidden="true">{isDearer ? '▲' : '▼'}</span>
        <span className="hidden-text">{isDearer ? said.dearer : said.cheaper}</span>
        <bdi>{by}</bdi>
      </span>
    </td>
  )
}
