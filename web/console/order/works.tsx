import { listed } from '../../lib/listed.ts'
import { useFormats } from '../../lib/session.tsx'
import { useWords } from '../words/index.ts'
import { useOnOrder } from './context.ts'
import type { Group } from './types.ts'
import { WorkRow } from './work.tsx'
import css from './group.module.css'

/** What locations were given of a delivery, and how far they are. */
export function Works({ group }: { group: Group }) {
  const { order: said } = useWords()
  const { order, names, works } = useOnOrder()
  const { language } = useFormats()
  if (!works) return null
  const own = works.filter((work) => work.group === group.no)
  const open = own.filter(({ state }) => state !== 'cancelled')
  const back = own.filter(({ state }) => state === 'cancelled')
  const lines = order.lines.filter((line) => line.group === group.no)
  const isOver = lines.every(({ ordered, cancelled }) => ordered === cancelled)
  if (open.length === 0 && isOver) return null
  const none = order.state === 'on_hold' ? said.work.noneHeld : said.work.none
  return (
    <section className={css['part']}>
      <h3>{said.work.title}</h3>
      {open.length === 0 && <p className="quiet">{none}</p>}
      <ul className={css['works']}>
        {open.map((work) => (
          <WorkRow key={work.id} work={work} group={group} />
        ))}
      </ul>
      {back.length > 0 && (
        <p className="small">
          {said.work.before(
            listed(language, [...new Set(back.map(({ location }) => names.place(location)))]),
          )}
        </p>
      )}
    </section>
  )
}
