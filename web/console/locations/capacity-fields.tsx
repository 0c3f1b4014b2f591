import { useFormats } from '../../lib/session.tsx'
import { dayName } from '../../lib/wall-time.ts'
import { CheckField, TextField } from '../../ui/form/field.tsx'
import { useWords } from '../words/index.ts'
import { measures, noLimit, textOfTyped, typedIn, type TypedLimit } from './capacity.ts'
import { Duration, type FormProps } from './fields.tsx'
import css from './locations.module.css'

const DAYS = [1, 2, 3, 4, 5, 6, 7]

/** How long work takes there, and how much of it there may be in a day. */
export function HandlingAndCapacity(form: FormProps) {
  const { locations: said } = useWords()
  const { language } = useFormats()
  const { draft, onChange, faultOf } = form
  const capacity = typedIn(draft.capacity)
  const change = (changed: Partial<typeof capacity>) =>
    onChange({ capacity: textOfTyped({ ...capacity, ...changed }) })
  const others = (day: number) => capacity.weekdays.filter((one) => one.day !== day)
  return (
    <>
      <Duration {...form} name="handlingMinutes" />
      <p className="small">{said.hints.handling}</p>
      <fieldset className={css['several']}>
        <legend>{said.fields.capacity}</legend>
        <Limits limit={capacity} onChange={change} />
        <p className="small">{faultOf('capacity') ?? said.hints.capacity}</p>
      </fieldset>
      <fieldset className={css['several']}>
        <legend>{said.capacity.weekdaysDiffer}</legend>
        {DAYS.map((day) => {
          const own = capacity.weekdays.find((one) => one.day === day)
          const name = dayName(language, day)
          const set = (limit: TypedLimit) =>
            change({ weekdays: [...others(day), { ...limit, day }] })
          return (
            <div key={day}>
              <CheckField
                label={name}
                checked={own !== undefined}
                onChange={(event) =>
                  event.currentTarget.checked ? set(noLimit) : change({ weekdays: others(day) })
                }
              />
              {own && (
                <Limits
                  limit={own}
                  day={name}
                  onChange={(changed) => set({ ...own, ...changed })}
                />
              )}
            </div>
          )
        })}
      </fieldset>
    </>
  )
}

/** The most of each measure. */
function Limits(of: {
  limit: TypedLimit
  day?: string
  onChange: (changed: Partial<TypedLimit>) => void
}) {
  const { locations: said } = useWords()
  const { limit, day, onChange } = of
  return (
    <div className={css['limits']}>
      {measures.map((measure) => (
        <TextField
          key={measure}
          label={said.capacity.measures[measure]}
          {...(day !== undefined && {
            'aria-label': said.capacity.measureOn(said.capacity.measures[measure], day),
          })}
          value={limit[measure]}
          inputMode="numeric"
          autoComplete="off"
          onChange={(event) => onChange({ [measure]: event.currentTarget.value })}
        />
      ))}
    </div>
  )
}
