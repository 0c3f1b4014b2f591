import { useState } from 'react'
import { CheckField } from '../../ui/form/field.tsx'
import { useAllLocations } from '../locations/use-all.ts'
import { Fault } from '../shell/fault.tsx'
import { useWords } from '../words/index.ts'
import {
  inOrder,
  missingIn,
  priorityIn,
  toggleAll,
  withPlaces,
  withPriority,
  withoutPlaces,
  type Pool,
} from './places.ts'
import css from './channels.module.css'

/**
 * The places whose stock a channel may sell, and which is asked first. They stand in their order as
 * the form was opened: none moves while one types. A place that is added comes last.
 */
export function PoolField(of: {
  pool: Pool
  fault: string | undefined
  onChange: (pool: Pool) => void
}) {
  const { pool, fault, onChange } = of
  const { channels: said } = useWords()
  const { data, error, refetch } = useAllLocations()
  const [opened] = useState(pool)
  const locations = inOrder(opened, data ?? [])
  const codes = locations.map(({ code }) => code)
  const missing = new Set(missingIn(pool, codes))
  const priorities = new Map(pool.map(({ location, priority }) => [location, priority]))
  return (
    <fieldset className={css['pool']}>
      <legend>
        {said.pool} <span className="quiet">{said.poolCount(pool.length)}</span>
      </legend>
      <p className="small">
        {said.poolHint} {said.priorityHint}
      </p>
      {error && <Fault error={error} again={() => void refetch()} />}
      <div className={css['places']}>
        <div className={css['all']}>
          <CheckField
            label={said.all}
            checked={missing.size === 0 && locations.length > 0}
            // Whether any is missing is not known before all are.
            disabled={locations.length === 0}
            onChange={() => onChange(toggleAll(pool, codes))}
          />
        </div>
        {locations.map(({ code, name }) => (
          <div key={code} className={css['place']}>
            <CheckField
              label={name}
              checked={!missing.has(code)}
              onChange={(event) => {
                const change = event.currentTarget.checked ? withPlaces : withoutPlaces
                onChange(change(pool, [code]))
              }}
            />
            {!missing.has(code) && (
              <Priority
                label={said.priorityOf(name)}
                priority={priorities.get(code)!}
                onChange={(priority) => onChange(withPriority(pool, code, priority))}
              />
            )}
          </div>
        ))}
      </div>
      {fault !== undefined && (
        <p className={css['fault']} role="alert">
          {fault}
        </p>
      )}
    </fieldset>
  )
}

/** Its number; what is typed stays as it is typed, also where it is none. */
function Priority(of: { label: string; priority: number; onChange: (priority: number) => void }) {
  const { label, priority, onChange } = of
  const [typed, setTyped] = useState(String(priority))
  // Somebody else's change comes from outside.
  const isMine = Object.is(priorityIn(typed), priority)
  return (
    <input
      className={css['priority']}
      aria-label={label}
      aria-invalid={Number.isNaN(priority) || undefined}
      inputMode="numeric"
      autoComplete="off"
      maxLength={7}
      value={isMine ? typed : String(priority)}
      onChange={(event) => {
        setTyped(event.currentTarget.value)
        onChange(priorityIn(event.currentTarget.value))
      }}
    />
  )
}
