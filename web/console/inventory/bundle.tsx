import { Link } from '@tanstack/react-router'
import { useFormats } from '../../lib/session.tsx'
import { Pill } from '../../ui/pill.tsx'
import { Section } from '../../ui/steps.tsx'
import { useWords } from '../words/index.ts'
import { Table } from './table.tsx'
import { usePlaces } from './use-places.ts'
import type { BundleStock } from './use-stock.ts'
import css from './inventory.module.css'

/** How many bundles there are, what of them limits that, and at which places. */
export function BundleParts({ bundle }: { bundle: BundleStock }) {
  const { inventory: said } = useWords()
  const { number } = useFormats()
  const { available, limitedBy, components } = bundle
  const limit = components.find(({ sku }) => sku === limitedBy)
  return (
    <>
      <p>
        {available === null
          ? said.bundle.always
          : limit && said.bundle.limit(number(available), limit.name)}
      </p>
      <Section title={said.bundle.parts}>
        <Table
          label={said.bundle.parts}
          head={[
            { says: said.columns.name },
            { says: said.bundle.inOne, isEnd: true },
            { says: said.terms.available, isEnd: true },
            { says: said.bundle.enoughFor, isEnd: true },
          ]}
        >
          {components.map((part) => (
            <tr key={part.sku} data-chosen={part.sku === limitedBy || undefined}>
              <th scope="row">
                <Link to="/inventory/$sku" params={{ sku: part.sku }} search={{}}>
                  {part.name}
                </Link>
              </th>
              <td data-end>{number(part.quantity)}</td>
              <td data-end>{part.available === null ? '–' : number(part.available)}</td>
              <td data-end className={css['strong']}>
                {part.makes === null ? said.bundle.alwaysThere : number(part.makes)}
              </td>
            </tr>
          ))}
        </Table>
      </Section>
      <Section title={said.atPlaces}>
        <AtPlaces bundle={bundle} />
      </Section>
    </>
  )
}

function AtPlaces({ bundle: { locations, components } }: { bundle: BundleStock }) {
  const { inventory: said } = useWords()
  const { number, language } = useFormats()
  const { nameOf } = usePlaces()
  if (locations.length === 0) return <p className="quiet">{said.noPlaces}</p>
  const partName = new Map(components.map(({ sku, name }) => [sku, name]))
  const rows = locations
    .map((one) => ({ ...one, name: nameOf(one.location) }))
    .toSorted((a, b) => a.name.localeCompare(b.name, language))
  return (
    <Table
      label={said.atPlaces}
      head={[
        { says: said.place },
        { says: said.bundle.limitedBy },
        { says: said.terms.available, isEnd: true },
      ]}
    >
      {rows.map(({ location, name, available, limitedBy, paused }) => (
        <tr key={location}>
          <th scope="row">
            <span className={css['place']}>
              {name}
              {paused && <Pill tone="attention">{said.pills.paused}</Pill>}
            </span>
          </th>
          <td>{limitedBy !== null && (partName.get(limitedBy) ?? limitedBy)}</td>
          <td data-end className={css['strong']}>
            {number(available ?? 0)}
          </td>
        </tr>
      ))}
    </Table>
  )
}
