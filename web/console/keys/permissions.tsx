import { useSession } from '../../lib/session.tsx'
import { CheckField } from '../../ui/form/field.tsx'
import { useWords } from '../words/index.ts'
import css from './keys.module.css'

/** What a key may do: a row for each concern, read and change; nobody gives what they lack. */
export function Permissions(of: {
  chosen: ReadonlySet<string>
  onChange: (chosen: ReadonlySet<string>) => void
}) {
  const { keys: said } = useWords()
  const { me } = useSession()
  const concerns = [...new Set(me.permissions.map((name) => name.split(':')[0]!))]
  const toggle = (name: string) => {
    const next = new Set(of.chosen)
    if (!next.delete(name)) next.add(name)
    of.onChange(next)
  }
  return (
    <fieldset className={css['permissions']}>
      <legend>{said.permissions}</legend>
      {concerns.map((concern) => (
        <div key={concern} className={css['concern']}>
          <span id={`may-${concern}`}>{said.concerns[concern] ?? concern}</span>
          {(['read', 'write', 'publish'] as const).map((way) => {
            const name = `${concern}:${way}`
            const isRare = way === 'publish'
            if (!me.permissions.includes(name)) return isRare ? null : <span key={way} />
            return (
              <div key={way} className={isRare ? css['third'] : undefined}>
                <CheckField
                  label={said[way]}
                  aria-describedby={`may-${concern}`}
                  checked={of.chosen.has(name)}
                  onChange={() => toggle(name)}
                />
              </div>
            )
          })}
        </div>
      ))}
    </fieldset>
  )
}
