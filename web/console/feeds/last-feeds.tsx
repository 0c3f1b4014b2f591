import { Link } from '@tanstack/react-router'
import { useSession } from '../../lib/session.tsx'
import { Pill } from '../../ui/pill.tsx'
import { Section } from '../../ui/steps.tsx'
import { Moment } from '../../ui/values.tsx'
import { useWords } from '../words/index.ts'
import { FEED_TONES } from './said.ts'
import { useLastOf } from './use-feeds.ts'
import css from './feeds.module.css'

/** What came last for a location, from one system or from all. */
export function LastFeeds(of: { location: string; source?: string }) {
  const { feeds: said } = useWords()
  const { can } = useSession()
  const { data } = useLastOf(of)
  if (!data) return null
  const whoOf = of.source === undefined ? (source: string) => source : () => undefined
  return (
    <Section
      title={said.lastFeeds}
      actions={
        can('stock:write') && (
          <Link to="/feeds/upload" search={of}>
            {said.upload.open}
          </Link>
        )
      }
    >
      {data.length === 0 ? (
        <p className="quiet">{said.noLastFeeds}</p>
      ) : (
        <ul className={css['last']}>
          {data.map(({ id, source, asOf, location, rows, state }) => (
            <li key={id}>
              <Link to="/feeds/$id" params={{ id }} search={{}}>
                <Moment at={asOf} />
              </Link>
              <span className="quiet">
                <bdi>{whoOf(source)}</bdi> {location === null ? said.several : said.rowCount(rows)}
              </span>
              <Pill tone={FEED_TONES[state]}>{said.feedStates[state]}</Pill>
            </li>
          ))}
        </ul>
      )}
    </Section>
  )
}
