import { Link } from '@tanstack/react-router'
import type { Tone } from '../../ui/pill.tsx'
import { Pill } from '../../ui/pill.tsx'
import { Skeleton } from '../../ui/states.tsx'
import { Section } from '../../ui/steps.tsx'
import { useFormats } from '../../lib/session.tsx'
import { useNow } from '../../lib/use-now.ts'
import { Table } from '../inventory/table.tsx'
import { Fault } from '../shell/fault.tsx'
import { useWords } from '../words/index.ts'
import { cardStateOf } from './standing.ts'
import { useVersions, type CardHead, type Service } from './use-carriers.ts'
import css from './carriers.module.css'

export const CARD_TONES: Record<ReturnType<typeof cardStateOf>, Tone> = {
  in_force: 'done',
  coming: 'moving',
  past: 'neutral',
  replaced: 'neutral',
}

/** The rate cards of a service, the newest first: in force, coming, past. */
export function Versions({ service }: { service: Service }) {
  const { carriers, shell } = useWords()
  const said = carriers.prices
  const { data, error, refetch } = useVersions(service.code)
  return (
    <Section title={said.cards}>
      {error && !data ? (
        <Fault error={error} again={() => void refetch()} />
      ) : !data ? (
        <Skeleton label={shell.list.loading} rows={3} />
      ) : data.length === 0 ? (
        <p className="quiet">{said.noCards}</p>
      ) : (
        <Table
          label={said.cards}
          head={[
            { says: said.columns.version },
            { says: said.columns.state },
            { says: said.columns.from },
            { says: said.columns.until },
            { says: said.columns.size },
            { says: said.columns.gaps, isEnd: true },
          ]}
        >
          {data.map((card) => (
            <Version key={card.version} card={card} carrier={service.carrier} />
          ))}
        </Table>
      )}
    </Section>
  )
}

function Version({ card, carrier }: { card: CardHead; carrier: string }) {
  const { carriers } = useWords()
  const said = carriers.prices
  const formats = useFormats()
  const { service, version, validFrom, validUntil, currency, zones, bands, gaps } = card
  const state = cardStateOf(card, useNow())
  const missing = gaps.reduce((sum, one) => sum + one.bands, 0)
  return (
    <tr>
      <th scope="row">
        <Link
          to="/carriers/$code/$service/$version"
          params={{ code: carrier, service, version: String(version) }}
          search={{}}
        >
          {said.version(version)}
        </Link>
      </th>
      <td>
        <Pill tone={CARD_TONES[state]}>{said.states[state]}</Pill>
      </td>
      <td>{formats.day(validFrom)}</td>
      <td>{validUntil === null ? carriers.noEnd : formats.day(validUntil)}</td>
      <td>
        {currency} · {said.sizeOf(zones, bands)}
      </td>
      <td data-end className={missing > 0 ? css['missing'] : 'quiet'}>
        {formats.number(missing)}
      </td>
    </tr>
  )
}
