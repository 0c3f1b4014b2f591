import type { ReactNode } from 'react'
import { useFormats } from '../../lib/session.tsx'
import { useWords } from '../words/index.ts'
import { One } from './circles.tsx'
import { HEALTHS, type Health } from './health.ts'
import css from './map.module.css'

const ORDER: readonly Health[] = ['healthy', 'busy', 'late', 'paused']

/** What the colours mean, how many are so; pressing shows those only. */
export function Legend(of: {
  counts: Record<Health, number>
  shown: ReadonlySet<Health>
  onPress: (health: Health) => void
  missing: number
  onMissing: () => void
  size: string
  /** What there is in each area. */
  children: ReactNode
}) {
  const { map: said } = useWords()
  const { number } = useFormats()
  const all = HEALTHS.reduce((sum, health) => sum + of.counts[health], 0)
  const isFiltered = of.shown.size < HEALTHS.length
  return (
    <section className={css['legend']} aria-label={said.legend}>
      <strong>{said.locations(all)}</strong>
      {ORDER.map((health) => (
        <button
          key={health}
          type="button"
          className={css['entry']}
          aria-pressed={isFiltered && of.shown.has(health)}
          data-faded={!of.shown.has(health) || undefined}
          onClick={() => of.onPress(health)}
        >
          <svg viewBox="0 0 16 16" width="16" height="16" aria-hidden="true">
            <One x={8} y={8} r={6.5} health={health} />
          </svg>
          <span>{said.healths[health]}</span>
          <span className={css['number']}>{number(of.counts[health])}</span>
        </button>
      ))}
      <p className="small">{of.size}</p>
      {of.children}
      {of.missing > 0 && (
        <button type="button" className={css['missing']} onClick={of.onMissing}>
          {said.missing(of.missing)}
        </button>
      )}
    </section>
  )
}
