import { useFormats } from '../../lib/session.tsx'
import { Pill } from '../../ui/pill.tsx'
import { Table } from '../inventory/table.tsx'
import { useWords } from '../words/index.ts'
import { rowsOf, type Cell } from './rows.ts'
import { policyName, VERDICT_TONES, verdictOf } from './said.ts'
import { isOver, type Outcome, type Simulation } from './use-simulations.ts'
import css from './simulator.module.css'

type Of = { simulation: Simulation; result: NonNullable<Simulation['result']> }

/** In one sentence each: how the others did beside the first. */
export function Verdicts({ simulation, result }: Of) {
  const { simulator: said } = useWords()
  if (result.policies.length < 2) return null
  return (
    <section className={css['verdicts']} aria-label={said.compared}>
      {result.policies.slice(1).map((outcome) => (
        <Verdict key={outcome.policy} outcome={outcome} simulation={simulation} />
      ))}
      {!isOver(simulation) && <p className="small">{said.partly}</p>}
    </section>
  )
}

function Verdict({ outcome, simulation }: { outcome: Outcome; simulation: Simulation }) {
  const { simulator: said } = useWords()
  const formats = useFormats()
  if (!outcome.against) return null
  const { by, changed } = outcome.against
  const { low, high, mean } = by.cost
  const verdict = verdictOf(by.cost)
  const name = policyName(simulation.policies[outcome.policy]!, said, formats)
  const money = (amount: number) => formats.cost(amount, simulation.currency ?? 'EUR')
  const much = money(Math.abs(mean))
  const says =
    verdict === 'few'
      ? said.few(name)
      : verdict === 'same'
        ? said[changed === 0 ? 'equal' : 'unclear'](name)
        : said[verdict === 'better' ? 'less' : 'more'](name, much)
  return (
    <div>
      <h2>{says}</h2>
      {changed > 0 && (
        <p className="quiet">
          {low !== null && high !== null && `${said.between(money(low), money(high))} · `}
          {said.changed(changed)}
        </p>
      )}
    </div>
  )
}

/** Every measure by every policy, and what differs more than by chance. */
export function Compared({ simulation, result }: Of) {
  const { simulator: said } = useWords()
  const formats = useFormats()
  const names = result.policies.map(({ policy }) => {
    return policyName(simulation.policies[policy]!, said, formats)
  })
  const rows = rowsOf(result.policies, { said, formats, currency: simulation.currency ?? 'EUR' })
  return (
    <Table
      label={said.compared}
      head={[{ says: said.measure }, ...names.map((says) => ({ says, isEnd: true as const }))]}
    >
      {rows.map(({ label, cells, isTerm }) => (
        <tr key={`${label} ${isTerm}`} data-term={isTerm || undefined} className={css['measure']}>
          <th scope="row">{label}</th>
          {cells.map((cell) => (
            <td key={cell.policy} data-end>
              <Value cell={cell} />
            </td>
          ))}
        </tr>
      ))}
    </Table>
  )
}

function Value({ cell: { text, difference } }: { cell: Cell }) {
  const { simulator: said } = useWords()
  if (!difference) return <span className="number">{text}</span>
  const verdict = difference.paired ? verdictOf(difference.paired) : 'few'
  const isClear = verdict === 'better' || verdict === 'worse'
  return (
    <div className={css['value']}>
      <span className="number">{text}</span>
      {isClear ? (
        <Pill tone={VERDICT_TONES[verdict]}>
          {difference.text}
          <span className="hidden-text"> {said[verdict]}</span>
        </Pill>
      ) : (
        <span className={css['unclear']} title={said.same}>
          {difference.text}
        </span>
      )}
    </div>
  )
}
