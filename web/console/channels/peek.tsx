import { useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { useState } from 'react'
import { answerOf, api } from '../../lib/api.ts'
import { useFormats, useSession } from '../../lib/session.tsx'
import { useLetters } from '../../lib/use-letters.ts'
import { Button } from '../../ui/button.tsx'
import { useTell } from '../../ui/overlay/toasts.tsx'
import { Peek } from '../../ui/screen.tsx'
import { Facts, Section } from '../../ui/steps.tsx'
import { usePlaces } from '../inventory/use-places.ts'
import { useBrands } from '../locations/use-choices.ts'
import { NamedLink } from '../network/named.tsx'
import { Confirm } from '../shell/confirm.tsx'
import { useCommand } from '../shell/use-command.ts'
import { useWords } from '../words/index.ts'
import { ChangeChannel } from './change.tsx'
import type { Channel } from './list.tsx'
import type { Pool } from './places.ts'
import { readChannel, type Whole } from './save.ts'
import css from './channels.module.css'

export function ChannelPeek({ channel, onClose }: { channel: Channel; onClose: () => void }) {
  const { channels: said, shell } = useWords()
  const { can } = useSession()
  const [dialog, setDialog] = useState<'archive' | Whole>()
  const { name, code, kind, currency, taxMode, timeZone } = channel
  const pool = usePool(code)
  const brands = useBrands('all')
  const change = useOpening(code, setDialog)
  const isOpen = can('network:write') && channel.can.includes('set')
  useLetters(isOpen ? { e: () => void change.open() } : {}, dialog === undefined)
  const facts = [
    [said.code, code],
    [said.brand, <NamedLink key="brand" to="/brands" of={brands} code={channel.brand} />],
    [said.columns.kind, said.kinds[kind]],
    [said.prices, `${currency}, ${said.tax[taxMode]}`],
    [said.columns.zone, timeZone],
    [said.prefix, channel.orderPrefix],
    [said.wait, said.minutes(channel.releaseMinutes)],
    [said.columns.shortage, <Shortage key="shortage" policy={channel.onShortage} />],
    [said.pool, pool ? said.poolCount(pool.length) : '…'],
  ] as const
  return (
    <Peek
      title={name}
      label={name}
      closeLabel={shell.close}
      onClose={onClose}
      actions={
        isOpen && (
          <>
            <Button icon="edit" letter="E" busy={change.isBusy} onClick={() => void change.open()}>
              {said.change}
            </Button>
            <Button look="danger" onClick={() => setDialog('archive')}>
              {said.archive}
            </Button>
          </>
        )
      }
    >
      <Facts facts={facts} />
      {pool && pool.length > 0 && <PoolOrder pool={pool} />}
      <p>
        <Link to="/orders" search={{ channel: code }}>
          {said.orders}
        </Link>
      </p>
      {typeof dialog === 'object' && (
        <ChangeChannel opened={dialog} onClose={() => setDialog(undefined)} />
      )}
      {dialog === 'archive' && <Archive channel={channel} onClose={() => setDialog(undefined)} />}
    </Peek>
  )
}

/** The form goes out from the channel as it is now, not from what was read some time ago. */
function useOpening(code: string, onRead: (whole: Whole) => void) {
  const { run, isBusy } = useCommand((wanted: string) => readChannel(wanted), [])
  const open = async () => {
    const whole = await run(code)
    if (whole) onRead(whole)
  }
  return { open, isBusy }
}

function Shortage({ policy }: { policy: Channel['onShortage'] }) {
  const { channels: said } = useWords()
  return (
    <>
      <p>{said.shortage[policy]}</p>
      <p className="small">{said.shortageSays[policy]}</p>
    </>
  )
}

const SHOWN = 20

/** The places that it asks, the first first, each with its number. */
function PoolOrder({ pool }: { pool: Pool }) {
  const { channels: said, network } = useWords()
  const { nameOf } = usePlaces()
  const { number } = useFormats()
  return (
    <Section title={said.poolOrder}>
      <ol className={css['order']}>
        {pool.slice(0, SHOWN).map(({ location, priority }) => (
          <li key={location}>
            <bdi>{nameOf(location)}</bdi>
            <span className="number quiet">{number(priority)}</span>
          </li>
        ))}
      </ol>
      {pool.length > SHOWN && <p className="quiet">{network.moreLocations(pool.length - SHOWN)}</p>}
    </Section>
  )
}

function usePool(code: string) {
  const { data } = useQuery({
    queryKey: ['network', 'pool', code],
    queryFn: ({ signal }) =>
      answerOf(api.GET('/v1/channels/{code}/pool', { params: { path: { code } }, signal })),
  })
  return data?.locations
}

function Archive({ channel: shown, onClose }: { channel: Channel; onClose: () => void }) {
  // Decided on what was shown when it was asked: another version is a refusal.
  const [channel] = useState(shown)
  const { channels: said } = useWords()
  const tell = useTell()
  const { run, isBusy } = useCommand(
    ({ code, version }: Channel, header) =>
      answerOf(
        api.POST('/v1/channels/{code}/changes', {
          params: { path: { code }, header },
          body: { version, changes: [{ action: 'archive' }] },
        }),
      ),
    [['network']],
  )
  const archive = async () => {
    if (!(await run(channel))) return
    tell({ title: said.archived })
    onClose()
  }
  return (
    <Confirm
      title={said.archiveTitle(channel.name)}
      says={said.archiveSays}
      act={said.archive}
      isBusy={isBusy}
      onAct={() => void archive()}
      onClose={onClose}
    />
  )
}
