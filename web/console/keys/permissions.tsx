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
  const isPublished = me.permissions.some((name) => name.endsWith(':publish'))
  const ways = [...(['read', 'write'] as const), ...(isPublished ? (['publish'] as const) : [])]
  const toggle = (name: string) => {
    const next = new Set(of.chosen)
    if (!next.delete(name)) next.add(name)
    of.onChange(next)
  }
  return (
    <fieldset className={css['permissions']}>
      <legend>{said.permissions}</legend>
      {concerns.map((concern) => (
        <div key={concern} className={css[isPublished ? 'concern3' : 'concern']}>
          <span id={`may-${concern}`}>{said.concerns[concern] ?? concern}</span>
          {ways.map((way) => {
            const name = `${concern}:${way}`
            if (!me.permissions.includes(name)) return <span key={way} />
            return (
              <CheckField
                key={way}
                label={said[way]}
                aria-describedby={`may-${concern}`}
                checked={of.chosen.has(name)}
                onChange={() => toggle(name)}
              />
            )
          })}
        </div>
      ))}
    </fieldset>
  )
}
