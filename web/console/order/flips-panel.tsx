import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { answerOf, api } from '../../lib/api.ts'
import { useFormats } from '../../lib/session.tsx'
import { Button } from '../../ui/button.tsx'
import { Skeleton } from '../../ui/states.tsx'
import { Fault } from '../shell/fault.tsx'
import { useWords } from '../words/index.ts'
import { flipTexts, triedText, type Flips } from './flips.ts'
import type { Names } from './why.ts'
import parts from './parts.module.css'

/** What would have changed a decision: worked out when somebody asks. */
export function FlipsPanel({ decision, names }: { decision: string; names: Names }) {
  const { order, shell } = useWords()
  const said = order.why.flips
  const [isOpen, setOpen] = useState(false)
  const { data, error, isFetching, refetch } = useQuery({
    queryKey: ['flips', decision],
    queryFn: async ({ signal }): Promise<Flips> => {
      const about = { params: { path: { id: decision } }, signal }
      return answerOf(api.GET('/v1/decisions/{id}/flips', about))
    },
    enabled: isOpen,
  })
  return (
    <details
      className={parts['details']}
      onToggle={(event) => setOpen(event.currentTarget.open)}
      data-part="flips"
    >
      <summary>{said.title}</summary>
      {data ? (
        <div className="stack">
          <Told flips={data} names={names} />
          {data.outOfTime && (
            <div>
              <Button busy={isFetching} onClick={() => void refetch()}>
                {said.again}
              </Button>
            </div>
          )}
        </div>
      ) : error ? (
        <Fault error={error} again={() => void refetch()} />
      ) : (
        isOpen && <Skeleton rows={3} label={shell.list.loading} />
      )}
    </details>
  )
}

/** Sentences; a network has hundreds of places, and the nearest to being chosen come first. */
const SHOWN = 8

function Told({
  flips: { decision, isExact, outOfTime, flips, left },
  names,
}: {
  flips: Flips
  names: Names
}) {
  const { order } = useWords()
  const formats = useFormats()
  const said = order.why.flips
  const texts = flipTexts(flips.slice(0, SHOWN), names, { words: order.why, formats })
  const more = flips.length - texts.length
  return (
    <div className="stack">
      {texts.length === 0 ? (
        <p className="quiet">{said.none}</p>
      ) : (
        <ul className={parts['flips']}>
          {texts.map((text) => (
            <li key={text}>{text}</li>
          ))}
        </ul>
      )}
      {more > 0 && <p className="small">{order.why.rest(more)}</p>}
      {left > 0 && <p className="small">{said.left(left)}</p>}
      {(texts.length > 0 || !isExact) && (
        <p className="small">{triedText({ isExact, outOfTime }, order.why)}</p>
      )}
      {isExact && (
        <p className="small">
          <a href={`/v1/decisions/${decision}/exchange`} download={`decision-${decision}.json`}>
            {said.exchange}
          </a>
        </p>
      )}
    </div>
  )
}
