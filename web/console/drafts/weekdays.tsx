import { useSession } from '../../lib/session.tsx'
import { dayName } from '../../lib/wall-time.ts'
import css from './drafts.module.css'

const DAYS = [1, 2, 3, 4, 5, 6, 7]

/** Days of the week, 1 is Monday. */
export function Weekdays(of: {
  label: string
  hint?: string
  fault?: string | undefined
  chosen: readonly number[]
  onChange: (days: readonly number[]) => void
}) {
  const { formats } = useSession()
  const { chosen } = of
  const toggle = (day: number) => {
    const others = chosen.filter((one) => one !== day)
    of.onChange(others.length < chosen.length ? others : [...chosen, day])
  }
  return (
    <fieldset className={css['days']}>
      <legend>{of.label}</legend>
      {DAYS.map((day) => (
        <label key={day}>
          <input type="checkbox" checked={chosen.includes(day)} onChange={() => toggle(day)} />
          {dayName(formats.language, day)}
        </label>
      ))}
      {of.hint !== undefined && <p className="small">{of.hint}</p>}
      {of.fault !== undefined && (
        <p className={css['fault']} role="alert">
          {of.fault}
        </p>
      )}
    </fieldset>
  )
}
