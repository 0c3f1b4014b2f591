import { useQuery } from '@tanstack/react-query'
import { useState, type ReactNode } from 'react'
import { answerOf, api } from '../../lib/api.ts'
import { useFormats } from '../../lib/session.tsx'
import { Button } from '../../ui/button.tsx'
import { Pill } from '../../ui/pill.tsx'
import { Fault } from '../shell/fault.tsx'
import { useWords } from '../words/index.ts'
import { withRegrets, type Regrets } from './regrets.ts'
import type { Place } from './why-places.ts'
import type { Names } from './why.ts'
import parts from './parts.module.css'

/** Rows of a comparison; a network has hundreds of places, and the rest says nothing new. */
const PLACES = 12

type Of = { places: readonly Place[]; left: readonly string[] }

/** What other places would have cost: worked out when somebody asks. */
export function useRegrets(decision: string, isAsked: boolean) {
  return useQuery({
    queryKey: ['regrets', decision],
    queryFn: async ({ signal }): Promise<Regrets> => {
      const about = { params: { path: { id: decision } }, signal }
      return answerOf(api.GET('/v1/decisions/{id}/regrets', about))
    },
    enabled: isAsked,
  })
}

/** The places of a decision that was made, with what each would have cost more, by term. */
export function ComparedByTerm(props: Of & { decision: string; names: Names }) {
  const { decision, names, ...of } = props
  const { order } = useWords()
  const formats = useFormats()
  const said = order.why
  const [isOpen, setOpen] = useState(false)
  const { data, error, isFetching, refetch } = useRegrets(decision, isOpen)
  const teller = { words: said, formats }
  const places = data ? withRegrets(of.places, data, names, teller) : of.places
  return (
    <Compared places={places} left={of.left} onOpen={setOpen}>
      {error && !data && <Fault error={error} again={() => void refetch()} />}
      {data && data.left > 0 && <p className="small">{said.regrets.left(data.left)}</p>}
      {data && !data.isExact && !data.outOfTime && <p className="small">{said.regrets.atMost}</p>}
      {data?.outOfTime && (
        <Button busy={isFetching} onClick={() => void refetch()}>
          {said.flips.again}
        </Button>
      )}
    </Compared>
  )
}

export function Compared({
  places,
  left,
  onOpen,
  children,
}: Of & { onOpen?: (isOpen: boolean) => void; children?: ReactNode }) {
  const { order: said } = useWords()
  const { table, compare, rest } = said.why
  if (places.length + left.length < 2) return null
  const more = places.length - PLACES
  return (
    <details
      className={parts['details']}
      onToggle={(event) => onOpen?.(event.currentTarget.open)}
      data-part="compared"
    >
      <summary>{compare(places.length)}</summary>
      <table className={parts['compared']}>
        <thead>
          <tr>
            <th scope="col">{table.place}</th>
            <th scope="col">{table.away}</th>
            <th scope="col">{table.cost}</th>
            <th scope="col">{table.outcome}</th>
          </tr>
        </thead>
        <tbody>
          {places.slice(0, PLACES).map((place) => (
            <PlaceRow key={place.id} place={place} />
          ))}
        </tbody>
      </table>
      {more > 0 && <p className="small">{rest(more)}</p>}
      {children}
      {left.map((text) => (
        <p key={text} className="small">
          {text}
        </p>
      ))}
    </details>
  )
}

function PlaceRow({ place }: { place: Place }) {
  const { order: said } = useWords()
  const { name, km, alone, isChosen, verdict } = place
  return (
    <tr data-chosen={isChosen || undefined}>
      <td>{name}</td>
      <td className="number">{km}</td>
      <td className="number">{alone}</td>
      <td>
        {isChosen ? (
          <Pill tone="done">{said.why.chosen}</Pill>
        ) : (
          verdict.map((line) => <div key={line}>{line}</div>)
        )}
      </td>
    </tr>
  )
}
