import { useFormats } from '../../lib/session.tsx'
import { Table } from '../inventory/table.tsx'
import { useWords } from '../words/index.ts'
import { signed } from './said.ts'
import type { Simulation } from './use-simulations.ts'
import css from './simulator.module.css'

type Result = NonNullable<Simulation['result']>
type Money = { currency: string | null }

/** What is paid for each rule. */
export function RuleCosts({ rows, currency }: { rows: Result['ruleCosts'] } & Money) {
  const { simulator } = useWords()
  const said = simulator.rules
  const formats = useFormats()
  const money = (amount: number) => formats.cost(amount, currency ?? 'EUR')
  return (
    <section className={css['part']}>
      <h2>{said.title}</h2>
      <p className="quiet">{rows.length === 0 ? said.none : said.says}</p>
      {rows.length > 0 && (
        <Table
          label={said.title}
          head={[
            { says: said.rule },
            { says: said.perWeek, isEnd: true },
            { says: said.changed, isEnd: true },
          ]}
        >
          {rows.map(({ rule, perWeek, low, high, changed }) => (
            <tr key={rule.id}>
              <th scope="row">{rule.name}</th>
              <td data-end>
                <span className="number">{signed(perWeek, money)}</span>
                {changed > 0 && low !== null && high !== null && (
                  <p className="small">{simulator.between(money(low), money(high))}</p>
                )}
              </td>
              <td data-end className="number">
                {formats.number(changed)}
              </td>
            </tr>
          ))}
        </Table>
      )}
    </section>
  )
}
