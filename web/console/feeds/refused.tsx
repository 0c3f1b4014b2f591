import { saveCsv } from '../../lib/csv.ts'
import { Button } from '../../ui/button.tsx'
import { Section } from '../../ui/steps.tsx'
import { Table } from '../inventory/table.tsx'
import { usePlaces } from '../inventory/use-places.ts'
import { useWords } from '../words/index.ts'
import { detailOf, reasonOf, reasonsOf } from './said.ts'
import type { Feed, Refusal } from './use-feeds.ts'
import css from './feeds.module.css'

type Read = { feed: Pick<Feed, 'refused' | 'overtaken'>; refusals: readonly Refusal[] }

/** Why rows were not taken and what to do, the most frequent reason first. */
export function Reasons(props: { of: Read; title?: string }) {
  const { feeds: said } = useWords()
  const { feed, refusals } = props.of
  const reasons = reasonsOf(refusals)
  return (
    <Section title={props.title ?? said.notTaken}>
      {reasons.length === 0 && <p className="quiet">{said.allTaken}</p>}
      {reasons.length > 0 && (
        <ul className={css['reasons']}>
          {reasons.map(({ code, rows }) => {
            const { name, says } = reasonOf(rows[0]!, said)
            return (
              <li key={code}>
                <p className={css['reason']}>
                  <strong>{name}</strong>
                  <span className="quiet">{said.rowCount(rows.length)}</span>
                </p>
                <p>{says}</p>
              </li>
            )
          })}
        </ul>
      )}
      {feed.refused + feed.overtaken > refusals.length && (
        <p className="small">{said.firstOnly(refusals.length)}</p>
      )}
    </Section>
  )
}

/** Each of them with its line, to read or to keep as a file. */
export function RefusedRows({
  source,
  refusals,
}: {
  source: string
  refusals: readonly Refusal[]
}) {
  const { feeds: said } = useWords()
  const { nameOf } = usePlaces()
  const hasPlaces = refusals.some(({ location }) => location !== null)
  const save = () => {
    const head = ['row', 'sku', 'location', 'code', 'why', 'detail', 'do']
    const rows = refusals.map((refusal) => {
      const { name, says } = reasonOf(refusal, said)
      const { row, sku, location, code, detail } = refusal
      return [String(row), sku ?? '', location ?? '', code, name, detail, says]
    })
    saveCsv(`${source}-not-taken.csv`, [head, ...rows])
  }
  return (
    <Section title={said.everyRow} actions={<Button onClick={save}>{said.saveRefused}</Button>}>
      <Table
        label={said.notTaken}
        head={[
          { says: said.row, isEnd: true },
          { says: said.sku },
          { says: said.why },
          ...(hasPlaces ? [{ says: said.place }] : []),
        ]}
      >
        {refusals.map((refusal) => (
          <tr key={`${refusal.row} ${refusal.code}`}>
            <td data-end>{refusal.row}</td>
            <th scope="row">
              <bdi>{refusal.sku}</bdi>
            </th>
            <td>
              <Why refusal={refusal} />
            </td>
            {hasPlaces && <td>{refusal.location === null ? '' : nameOf(refusal.location)}</td>}
          </tr>
        ))}
      </Table>
    </Section>
  )
}

function Why({ refusal }: { refusal: Refusal }) {
  const { feeds: said } = useWords()
  const detail = detailOf(refusal)
  return (
    <>
      {reasonOf(refusal, said).name}
      {detail !== undefined && (
        <span className={css['detail']} lang="en" dir="ltr">
          {detail}
        </span>
      )}
    </>
  )
}
