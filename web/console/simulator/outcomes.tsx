import { useFormats } from '../../lib/session.tsx'
import { Table } from '../inventory/table.tsx'
import { useWords, type Words } from '../words/index.ts'
import { Intervals, Value } from './differs.tsx'
import { rowsOf, type Outcome } from './rows.ts'
import { verdictOf } from './said.ts'
import css from './simulator.module.css'

/** What is compared, with what each is called; the others with the first. */
export type OfCompared = {
  outcomes: readonly Outcome[]
  names: readonly string[]
  currency: string
  /** That were compared. */
  orders: number
}

/** In one sentence each: how the others did beside the first. */
export function Verdicts(of: OfCompared & { words?: Partial<VerdictWords>; below?: string }) {
  const { simulator } = useWords()
  const { outcomes, names, currency, words } = of
  const said = { ...simulator, ...words }
  if (outcomes.length < 2) return null
  return (
    <section className={css['verdicts']} aria-label={said.compared}>
      {outcomes.slice(1).map((outcome) => (
        <Verdict
          key={outcome.policy}
          outcome={outcome}
          name={names[outcome.policy]!}
          currency={currency}
          said={said}
        />
      ))}
      {of.below !== undefined && <p className="small">{of.below}</p>}
    </section>
  )
}

type VerdictWords = Pick<
  Words['simulator'],
  'few' | 'equal' | 'unclear' | 'less' | 'more' | 'between' | 'changed'
>

function Verdict(of: { outcome: Outcome; name: string; currency: string; said: VerdictWords }) {
  const { outcome, name, currency, said } = of
  const formats = useFormats()
  if (!outcome.against) return null
  const { by, changed } = outcome.against
  const { low, high, mean } = by.cost
  const verdict = verdictOf(by.cost)
  const money = (amount: number) => formats.cost(amount, currency)
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
export function Compared({ outcomes, names, currency, orders }: OfCompared) {
  const { simulator: said } = useWords()
  const formats = useFormats()
  const rows = rowsOf(outcomes, { said, formats, currency, orders })
  return (
    <div className={css['part']}>
      <Intervals of={rows.flatMap(({ cells }) => cells.map(({ difference }) => difference))} />
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
    </div>
  )
}
