import { useState } from 'react'
import { useFormats } from '../../lib/session.tsx'
import { Button } from '../../ui/button.tsx'
import { SelectField, TextField } from '../../ui/form/field.tsx'
import { Dialog } from '../../ui/overlay/dialog.tsx'
import { Notice, Skeleton } from '../../ui/states.tsx'
import { listed } from '../../lib/listed.ts'
import { Fault } from '../shell/fault.tsx'
import { useWords } from '../words/index.ts'
import { CandidatesField } from './candidates.tsx'
import { useOnOrder } from './context.ts'
import { Trouble } from './trouble.tsx'
import type { Candidate, Candidates } from './types.ts'
import { useCandidates, useReroute } from './use-reroute.ts'
import { differenceText } from './why-terms.ts'
import { methodText } from './words-of.ts'

const REASON_LENGTH = 60

/**
 * Another place for a delivery: who could send it, and what that would cost, before it is done.
 * `group` is the delivery that is meant, where it is not the first that is sent.
 */
export function RerouteDialog({ group, onClose }: { group?: number; onClose: () => void }) {
  const { order: said, shell } = useWords()
  const { order, names } = useOnOrder()
  const sent = order.groups.find(({ pickupLocation }) => pickupLocation === null)
  const [no, setNo] = useState(group ?? (sent ?? order.groups[0])!.no)
  const [code, setCode] = useState<string>()
  const [reason, setReason] = useState('')
  const { data, error, refetch } = useCandidates(order, no)
  const { reroute, isBusy, problem } = useReroute(no, onClose)
  const to = data?.candidates.find(({ location, has, excluded }) => {
    return location === code && has === 'all' && excluded === null
  })
  const { moves } = said
  return (
    <Dialog
      isOpen
      onClose={onClose}
      size="large"
      title={moves.title}
      says={data && <Now of={data} />}
      actions={
        <>
          <Button onClick={onClose}>{shell.cancel}</Button>
          <Button
            look="primary"
            busy={isBusy}
            disabled={!to}
            onClick={() => data && to && void reroute(data, to.location, reason.trim())}
          >
            {to ? moves.act(names.place(to.location)) : moves.choose}
          </Button>
        </>
      }
    >
      <GroupField no={no} onChoose={setNo} />
      {error && !data ? (
        <Fault error={error} again={() => void refetch()} />
      ) : !data ? (
        <Skeleton label={shell.list.loading} rows={5} />
      ) : data.why !== null ? (
        <Notice tone="attention">{moves.why[data.why]}</Notice>
      ) : (
        <>
          <CandidatesField of={data} chosen={to?.location} onChoose={setCode} />
          {to && <Sum of={data} to={to} />}
          <TextField
            label={moves.reason}
            value={reason}
            maxLength={REASON_LENGTH}
            onChange={(event) => setReason(event.currentTarget.value)}
          />
        </>
      )}
      <Trouble problem={problem} />
    </Dialog>
  )
}

/** Which delivery, where there are several. */
function GroupField({ no, onChoose }: { no: number; onChoose: (no: number) => void }) {
  const { order: said } = useWords()
  const { groups } = useOnOrder().order
  if (groups.length < 2) return null
  return (
    <SelectField
      label={said.moves.group}
      value={String(no)}
      onChange={(event) => onChoose(Number(event.currentTarget.value))}
      choices={groups.map((group, index) => {
        const name = said.delivery(index + 1, groups.length)
        return { value: String(group.no), label: `${name}: ${methodText(group.method, said)}` }
      })}
    />
  )
}

function usePlacesNow({ current }: Candidates): string {
  const { names } = useOnOrder()
  const { language } = useFormats()
  return listed(
    language,
    current.map(({ location }) => names.place(location)),
  )
}

function Now({ of }: { of: Candidates }) {
  const { order: said } = useWords()
  const formats = useFormats()
  const places = usePlacesNow(of)
  if (of.current.length === 0) return null
  const cost = of.current.reduce((sum, one) => sum + one.cost.total, 0)
  return said.moves.from(places, formats.cost(cost, of.currency))
}

/** What the choice comes to, before it is made. */
function Sum({ of, to }: { of: Candidates; to: Candidate }) {
  const { order: said } = useWords()
  const { works } = useOnOrder()
  const formats = useFormats()
  const from = usePlacesNow(of)
  const { moves, why } = said
  const teller = { words: why, formats, currency: of.currency }
  const isGiven = works?.some(({ state }) => state === 'open') ?? true
  return (
    <p role="status">
      <strong>
        {moves.sum({
          from,
          to: to.name,
          cost: formats.cost(to.cost?.total ?? 0, of.currency),
          difference: differenceText(to.dearerBy ?? 0, teller),
        })}
      </strong>{' '}
      {isGiven && moves.released}
    </p>
  )
}
