import { Link } from '@tanstack/react-router'
import { useFormats, useSession } from '../../lib/session.tsx'
import { useAddress } from '../../lib/use-address.ts'
import { Button } from '../../ui/button.tsx'
import { Section } from '../../ui/steps.tsx'
import { usePlaces } from '../inventory/use-places.ts'
import { useWords } from '../words/index.ts'
import { timesText } from './times.ts'
import type { Service } from './use-carriers.ts'
import css from './carriers.module.css'

const SHOWN = 12

/** When a service collects: at every location, and where it is otherwise. */
export function ServiceCollections({ service }: { service: Service }) {
  const { carriers } = useWords()
  const said = carriers.collections
  const { can } = useSession()
  const [address, change] = useAddress()
  const { language } = useFormats()
  const { nameOf } = usePlaces()
  const all = service.collections.find(({ location }) => location === null)?.times ?? []
  const own = service.collections.flatMap(({ location, times }) => {
    return location === null ? [] : [{ location, times, name: nameOf(location) }]
  })
  const isWhole = address['places'] === 'all'
  const shown = own
    .toSorted((a, b) => a.name.localeCompare(b.name, language))
    .slice(0, isWhole ? own.length : SHOWN)
  const textOf = (times: typeof all) => timesText(language, times) || said.never
  return (
    <Section
      title={said.title}
      actions={
        can('shipping:write') &&
        service.can.includes('collect') && (
          <Button
            look="quiet"
            icon="edit"
            aria-label={carriers.editOf(said.title)}
            onClick={() => change({ edit: 'collect' })}
          >
            {carriers.edit}
          </Button>
        )
      }
    >
      <dl className={css['times']}>
        <div>
          <dt>{said.everywhere}</dt>
          <dd className="number">{textOf(all)}</dd>
        </div>
        {shown.map(({ location, times, name }) => (
          <div key={location}>
            <dt>
              <Link to="/locations/$code" params={{ code: location }} search={{}}>
                <bdi>{name}</bdi>
              </Link>
            </dt>
            <dd className="number">{textOf(times)}</dd>
          </div>
        ))}
      </dl>
      {shown.length < own.length && (
        <Button look="quiet" onClick={() => change({ places: 'all' }, true)}>
          {carriers.prices.showAll(own.length)}
        </Button>
      )}
      <p className="small">{said.clock}</p>
    </Section>
  )
}
