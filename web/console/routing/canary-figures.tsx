import { useFormats } from '../../lib/session.tsx'
import { Pill, type Tone } from '../../ui/pill.tsx'
import { Table } from '../inventory/table.tsx'
import { rounded, signed } from '../simulator/said.ts'
import { useWords } from '../words/index.ts'
import type { Canary, Figure } from './use-canaries.ts'
import css from './routing.module.css'

const TONES: Record<Figure['state'], Tone> = {
  off: 'neutral',
  waiting: 'neutral',
  open: 'neutral',
  kept: 'done',
  broken: 'critical',
}

/** Both sides of a canary, measure by measure, and what each guard says. */
export function CanaryFigures({ canary }: { canary: Canary }) {
  const said = useWords().routing.canary
  return (
    <Table
      label={said.figuresTitle(String(canary.version))}
      head={[
        { says: said.measure },
        { says: said.ofCanary, isEnd: true },
        { says: said.ofControl, isEnd: true },
        { says: said.difference, isEnd: true },
      ]}
    >
      {canary.figures.map((figure) => (
        <Row key={figure.guard} figure={figure} currency={canary.currency} />
      ))}
    </Table>
  )
}

function Row({ figure, currency }: { figure: Figure; currency: string }) {
  const said = useWords().routing.canary
  const { text, more } = useValue(figure, currency)
  const { measure, state, canary, control, difference, low, high } = figure
  const mean = (of: number | null) => (of === null ? '' : text(of))
  return (
    <tr>
      <th scope="row">
        {said.measures[measure]}
        <div className={css['guard']}>
          <Pill tone={TONES[state]}>{said.states[state]}</Pill>
          <Most figure={figure} />
        </div>
      </th>
      <td data-end>
        <span className="number">{mean(canary.mean)}</span>
      </td>
      <td data-end>
        <span className="number">{mean(control.mean)}</span>
      </td>
      <td data-end>
        {difference !== null && <span className="number">{more(difference)}</span>}
        {low !== null && high !== null && (
          <p className="small">{said.between(more(low), more(high))}</p>
        )}
      </td>
    </tr>
  )
}

function Most({ figure: { guard, most } }: { figure: Figure }) {
  const said = useWords().routing.canary.most
  const { number } = useFormats()
  if (most === null) return null
  if (guard.endsWith('Points')) return <span className="small">{said.points(most)}</span>
  const by = guard === 'timeMs' ? 'ms' : 'percent'
  return <span className="small">{said[by](number(most))}</span>
}

/** Numbers of a measure, as people read them, and how they differ. */
function useValue({ measure }: Pick<Figure, 'measure'>, currency: string) {
  const { language, cost } = useFormats()
  const said = useWords().routing.canary
  const percent = new Intl.NumberFormat(language, { style: 'percent', maximumFractionDigits: 2 })
  const some = rounded(language, 2)
  const share = (value: number) => percent.format(value === 0 ? 0 : value)
  const points = (value: number) => said.points(signed(value * 100, some))
  const by = (text: (value: number) => string) => {
    return { text, more: (value: number) => signed(value, text) }
  }
  if (measure === 'cost') return by((value) => cost(value, currency))
  if (measure === 'parcels') return by(some)
  if (measure === 'time') return by((value) => said.ms(some(value)))
  return { text: share, more: points }
}
