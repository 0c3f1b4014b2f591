import { useState } from 'react'
import { useFormats } from '../../lib/session.tsx'
import { useNow } from '../../lib/use-now.ts'
import { SelectField, TextField } from '../../ui/form/field.tsx'
import { percent } from '../simulator/said.ts'
import { useWords } from '../words/index.ts'
import { readCanary, usual, type TypedCanary } from './canary-draft.ts'
import { CanaryFields } from './canary-fields.tsx'
import { useLiveChannels } from './use-routing.ts'

/** From when the draft counts, and for whom first: for everybody where no canary is typed. */
type When = { from: string | undefined; typed: TypedCanary | undefined }

/** The same, as it is sent and told. */
export function useWhen(next: string) {
  const { routing } = useWords()
  const { moment, language } = useFormats()
  const now = useNow()
  const [when, setWhen] = useState<When>({ from: undefined, typed: undefined })
  const { from, typed } = when
  const validFrom = momentIn(from)
  const isPast = from !== undefined && !(Date.parse(validFrom ?? '') > now)
  const canary = typed && readCanary(typed, now)
  const given = {
    ...(canary && { canary: canary.given }),
    ...(validFrom !== undefined && { validFrom }),
  }
  const share = canary && percent(language)(canary.given.sharePermille / 1000)
  const { publish } = routing
  const later = validFrom === undefined ? undefined : publish.doneLater(next, moment(validFrom))
  return {
    when,
    setWhen,
    given,
    isPast,
    faults: canary?.faults ?? NO_FAULTS,
    isFaulty: isPast || (canary?.faults.size ?? 0) > 0,
    said: (typed ? routing.canary : routing).publish,
    done: share ? routing.canary.publish.done(next, share) : (later ?? publish.done(next)),
  }
}

const NO_FAULTS = new Set<never>()

/** A moment that is typed by the clock of the person. */
function momentIn(typed: string | undefined): string | undefined {
  if (typed === undefined || typed === '') return undefined
  const moment = new Date(typed)
  return Number.isNaN(moment.getTime()) ? undefined : moment.toISOString()
}

export function WhenFields(of: {
  of: ReturnType<typeof useWhen>
  fault: string | undefined
  isTried: boolean
}) {
  const { routing } = useWords()
  const said = routing.publish
  const channels = useLiveChannels()
  const { when, setWhen, faults, isPast } = of.of
  const { from, typed } = when
  const isOne = new Set(channels.map(({ currency }) => currency)).size <= 1
  const first = { ...usual, channel: isOne ? '' : channels[0]!.code }
  const whens: Record<string, When> = {
    now: { from: undefined, typed: undefined },
    later: { from: '', typed: undefined },
    share: { from: undefined, typed: first },
  }
  return (
    <>
      <div className="pair">
        <SelectField
          label={said.when}
          value={typed ? 'share' : from === undefined ? 'now' : 'later'}
          choices={[
            { value: 'now', label: said.now },
            { value: 'later', label: said.later },
            { value: 'share', label: routing.canary.publish.share },
          ]}
          onChange={(event) => setWhen(whens[event.currentTarget.value]!)}
        />
        {from !== undefined && (
          <TextField
            type="datetime-local"
            label={said.from}
            fault={of.isTried && isPast ? said.fromFault : of.fault}
            value={from}
            onChange={(event) => setWhen({ from: event.currentTarget.value, typed: undefined })}
          />
        )}
      </div>
      {typed && (
        <CanaryFields
          typed={typed}
          faults={of.isTried ? faults : NO_FAULTS}
          onChange={(now) => setWhen({ from: undefined, typed: now })}
        />
      )}
    </>
  )
}
