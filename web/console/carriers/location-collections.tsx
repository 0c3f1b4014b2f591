import { Link } from '@tanstack/react-router'
import { useState } from 'react'
import { useSession } from '../../lib/session.tsx'
import { useNow } from '../../lib/use-now.ts'
import { wallClock, wallTime } from '../../lib/wall-time.ts'
import { IconButton } from '../../ui/button.tsx'
import { Section } from '../../ui/steps.tsx'
import type { Location } from '../locations/hours.ts'
import { useWords } from '../words/index.ts'
import { CollectDialog } from './collect-dialog.tsx'
import { nextCollection, timesAt, timesText } from './times.ts'
import { useServices, type Service } from './use-carriers.ts'
import css from './carriers.module.css'

/** Who collects at a location, and when; nothing for who may not see carriers. */
export function LocationCollections({ location }: { location: Location }) {
  const said = useWords().carriers.collections
  const { data } = useServices()
  const [editing, setEditing] = useState<Service>()
  if (!data) return null
  const services = data.filter(({ archived }) => !archived)
  return (
    <Section title={said.title}>
      {services.length === 0 ? (
        <p className="quiet">{said.noneSay}</p>
      ) : (
        <>
          <dl className={css['times']}>
            {services.map((service) => (
              <Collected
                key={service.code}
                service={service}
                location={location}
                onEdit={() => setEditing(service)}
              />
            ))}
          </dl>
          <p className="small">{said.clock}</p>
        </>
      )}
      {editing && (
        <CollectDialog
          service={editing}
          location={location}
          onClose={() => setEditing(undefined)}
        />
      )}
    </Section>
  )
}

function Collected(of: { service: Service; location: Location; onEdit: () => void }) {
  const said = useWords().carriers.collections
  const { can, formats } = useSession()
  const { language } = formats
  const { service, location, onEdit } = of
  const clock = wallClock(location.timeZone, useNow())
  const { isOwn, times } = timesAt(service, location.code)
  const next = nextCollection(times, clock, location.holidays)
  const may = can('shipping:write') && service.can.includes('collect') && !location.archived
  return (
    <div>
      <dt>
        <Link
          to="/carriers/$code"
          params={{ code: service.carrier }}
          search={{ service: service.code }}
        >
          <bdi>{service.name}</bdi>
        </Link>
        <p className="small">
          <bdi>{service.carrier}</bdi>
          {isOwn && ` · ${said.own}`}
        </p>
      </dt>
      <dd className={css['collected']}>
        <div>
          <p className="number">{timesText(language, times) || said.never}</p>
          {times.length > 0 && (
            <p className="small number">
              {next
                ? said.next(`${formats.day(next.date)}, ${wallTime(language, next.time)}`)
                : said.noNext}
            </p>
          )}
        </div>
        {may && <IconButton icon="edit" label={said.change(service.name)} onClick={onEdit} />}
      </dd>
    </div>
  )
}
