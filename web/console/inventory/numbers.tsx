import type { ReactNode } from 'react'
import { useFormats } from '../../lib/session.tsx'
import { Drawing } from '../../ui/drawing.tsx'
import { Pill } from '../../ui/pill.tsx'
import { Why, type Step } from '../../ui/steps.tsx'
import { useWords } from '../words/index.ts'
import { StatePill } from './columns.tsx'
import { variantOf } from '../skus/options.ts'
import { ladderOf, sumOf, TERMS, type Figures } from './figures.ts'
import { useFlash } from './use-flash.ts'
import type { Shelf, Sku } from './use-stock.ts'
import css from './inventory.module.css'

type Of = { shelves: readonly Shelf[] }

/** Which item it is: its drawing, code and kind, and the worst of its stock. */
export function Identity(of: {
  code: string
  sku: Sku | undefined
  /** Undefined of what has no stock of its own. */
  shelves: readonly Shelf[] | undefined
  size: number
  children?: ReactNode
}) {
  const { inventory: said } = useWords()
  const { number } = useFormats()
  const { sku, shelves } = of
  const facts = [of.code, variantOf(sku?.options ?? {}), sku?.category]
  const row = shelves && { ...sumOf(shelves), locations: shelves.length }
  return (
    <div className={css['identity']}>
      {sku?.picture !== null && <Drawing of={sku?.picture} size={of.size} />}
      <div>
        <p className="quiet">{facts.filter(Boolean).join(' · ')}</p>
        <div className="line">
          {row && <StatePill row={row} said={said} number={number} />}
          {sku?.archived && <Pill tone="neutral">{said.pills.archived}</Pill>}
        </div>
        {of.children}
      </div>
    </div>
  )
}

/** The figures over all places, large. */
export function Numbers({ shelves }: Of) {
  const sum = sumOf(shelves)
  const names = [...TERMS, 'available', ...(sum.uncovered > 0 ? (['uncovered'] as const) : [])]
  return (
    <dl className={css['numbers']}>
      {(names as (keyof Figures)[]).map((name) => (
        <One key={name} name={name} value={sum[name]} />
      ))}
    </dl>
  )
}

function One({ name, value }: { name: keyof Figures; value: number }) {
  const { inventory: said } = useWords()
  const { number } = useFormats()
  const isFlashing = useFlash(value)
  const isBad = name === 'uncovered' || (name === 'available' && value === 0)
  return (
    <div
      className={css['number']}
      data-flash={isFlashing || undefined}
      data-bad={isBad || undefined}
    >
      <dt>{said.terms[name]}</dt>
      <dd>{number(value)}</dd>
    </div>
  )
}

/** Why so many are available, from what is on hand on, in sentences that add up. */
export function Ladder({ shelves, isPast = false }: Of & { isPast?: boolean }) {
  const { inventory: said } = useWords()
  const { number } = useFormats()
  const rungs = ladderOf(shelves)
  const steps = rungs.map(({ kind, kept, amount, places }): Step => {
    const isAll = kind === 'onHand' && rungs.length === 2 && amount > 0
    const more = isAll ? said.ladderAll : kept ? said.keptMore[kept] : said.ladderMore[kind]
    const paused = kind === 'available' ? pausedOf(shelves) : undefined
    return {
      says: kept
        ? said.ladderKept(number(amount), said.inState[kept])
        : said.ladder[kind](number(amount), places),
      more: [
        ...(more === undefined ? [] : [more]),
        ...(paused ? [said.pausedMore(number(paused.available), paused.places)] : []),
      ],
    }
  })
  const why = isPast ? said.past.why : said.why
  return <Why title={why(number(sumOf(shelves).available))} steps={steps} />
}

/** What nobody is offered although it is there. */
function pausedOf(shelves: readonly Shelf[]) {
  const paused = shelves.filter(({ paused: isPaused, available }) => isPaused && available > 0)
  if (paused.length === 0) return undefined
  return { available: sumOf(paused).available, places: paused.length }
}
