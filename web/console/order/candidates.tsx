import { useId } from 'react'
import { listed } from '../../lib/listed.ts'
import { useFormats } from '../../lib/session.tsx'
import { useWords } from '../words/index.ts'
import { useOnOrder } from './context.ts'
import { brief, quantityText } from './goods.ts'
import type { Candidate, Candidates } from './types.ts'
import { distanceText } from './why.ts'
import { differenceText, termsOf } from './why-terms.ts'
import { reasonText } from './why-reason.ts'
import css from './parts.module.css'

/** Who could send a delivery instead: those that have all of it can be chosen. */
export function CandidatesField(props: {
  of: Candidates
  chosen: string | undefined
  onChoose: (location: string) => void
}) {
  const { order: said } = useWords()
  const name = useId()
  const { candidates, currency, others } = props.of
  const open = candidates.filter(({ excluded }) => excluded === null)
  const { moves } = said
  return (
    <div
      className={css['candidates']}
      // oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex -- what scrolls takes the keys
      tabIndex={0}
      role="group"
      aria-label={moves.candidates}
      data-across
    >
      {open.every(({ has }) => has !== 'all') && <p>{moves.none}</p>}
      {open.length > 0 && (
        <table className={css['compared']} aria-label={moves.candidates}>
          <thead>
            <tr>
              <th scope="col">{moves.columns.place}</th>
              <th scope="col" className={css['away']}>
                {moves.columns.away}
              </th>
              <th scope="col">{moves.columns.cost}</th>
              <th scope="col">{moves.columns.difference}</th>
            </tr>
          </thead>
          <tbody>
            {open.map((candidate) => (
              <CandidateRow
                key={candidate.location}
                {...{ candidate, currency, name }}
                isChosen={candidate.location === props.chosen}
                onChoose={props.onChoose}
              />
            ))}
          </tbody>
        </table>
      )}
      <RuledOut candidates={candidates} />
      {others > 0 && <p className="small">{moves.others(others)}</p>}
    </div>
  )
}

function CandidateRow(of: {
  candidate: Candidate
  currency: string
  name: string
  isChosen: boolean
  onChoose: (location: string) => void
}) {
  const { order: said } = useWords()
  const { order } = useOnOrder()
  const formats = useFormats()
  const { candidate, currency } = of
  const { location, has, missing, cost, dearerBy, km } = candidate
  const teller = { words: said.why, formats, currency }
  const goods = missing.map(({ line: no, quantity }) => {
    const line = order.lines.find((one) => one.no === no)
    if (!line) return said.told.line(formats.number(no))
    return `${quantityText(quantity, line.unit, formats)} × ${brief(line.name)}`
  })
  return (
    <tr data-chosen={of.isChosen || undefined} data-off={has !== 'all' || undefined}>
      <td>
        <label className={css['choice']}>
          <input
            type="radio"
            name={of.name}
            disabled={has !== 'all'}
            checked={of.isChosen}
            onChange={() => of.onChoose(location)}
          />
          {candidate.name}
        </label>
        {goods.length > 0 && (
          <p className="small">{said.moves.missing(listed(formats.language, goods))}</p>
        )}
      </td>
      <td className={`number ${css['away']}`}>{km !== null && distanceText(km, teller)}</td>
      <td className="number" title={cost ? termsOf(cost.terms, teller) : undefined}>
        {cost && formats.cost(cost.total, currency)}
      </td>
      <td className="number">{dearerBy !== null && differenceText(dearerBy, teller)}</td>
    </tr>
  )
}

const NAMES = 8

/** Who may not serve it, by reason. */
function RuledOut({ candidates }: { candidates: readonly Candidate[] }) {
  const { order: said } = useWords()
  const formats = useFormats()
  const out = candidates.filter(({ excluded }) => excluded !== null)
  if (out.length === 0) return null
  const byReason = Map.groupBy(out, ({ excluded }) => excluded!)
  return (
    <details className={css['details']}>
      <summary>{said.moves.excluded(out.length)}</summary>
      {[...byReason].map(([reason, places]) => {
        const shown = places.slice(0, NAMES).map(({ name }) => name)
        if (places.length > NAMES) shown.push(said.why.andMore(places.length - NAMES))
        const rules = [...new Set(places.flatMap(({ rule }) => rule?.name ?? []))]
        const why = reasonText(reason, { words: said.why, formats })
        return (
          <p key={reason} className="small">
            {said.why.leftOut(said.why.barredBy(why, rules), listed(formats.language, shown))}
          </p>
        )
      })}
    </details>
  )
}
