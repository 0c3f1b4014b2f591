import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { answerOf, api } from '../../lib/api.ts'
import { useSession } from '../../lib/session.tsx'
import { Button } from '../../ui/button.tsx'
import { SelectField, TextField } from '../../ui/form/field.tsx'
import { Dialog } from '../../ui/overlay/dialog.tsx'
import { useTell } from '../../ui/overlay/toasts.tsx'
import { useCommand } from '../shell/use-command.ts'
import { useWords, type Words } from '../words/index.ts'
import type { Channel } from './list.tsx'
import { PoolField, type Pool } from './pool.tsx'
import { saveChannel, type Given } from './save.ts'

type Props = { channel?: Channel; pool?: Pool; onClose: () => void }

/** A new channel, or what of one can still change: its name, its policy, its clock, its places. */
export function ChannelForm({ channel, pool, onClose }: Props) {
  const words = useWords()
  const { channels: said, shell } = words
  const { timeZone } = useSession()
  const tell = useTell()
  const brands = useBrands()
  const [given, setGiven] = useState<Given>(() => givenOf(channel, pool ?? [], timeZone))
  const set = (changed: Partial<Given>) => setGiven({ ...given, ...changed })
  const { run, isBusy, faultAt } = useCommand(
    (wanted: Given, header) => saveChannel(channel, wanted, header),
    [['network']],
  )
  const wanted = { ...given, brand: given.brand || (brands?.[0]?.code ?? '') }
  const save = async () => {
    if (!(await run(wanted))) return
    tell({ title: said.saved })
    onClose()
  }
  return (
    <Dialog
      isOpen
      onClose={onClose}
      size="large"
      title={channel ? said.changeTitle : said.createTitle}
      says={brands?.length === 0 && !channel ? said.noBrand : undefined}
      actions={
        <>
          <Button onClick={onClose}>{shell.cancel}</Button>
          <Button
            look="primary"
            busy={isBusy}
            disabled={given.name.trim() === '' || (!channel && given.code === '')}
            onClick={() => void save()}
          >
            {channel ? shell.save : said.make}
          </Button>
        </>
      }
    >
      <TextField
        label={said.name}
        fault={faultAt('/name')}
        value={given.name}
        onChange={(event) => set({ name: event.currentTarget.value })}
      />
      {!channel && <Identity given={wanted} set={set} faultAt={faultAt} brands={brands ?? []} />}
      <SelectField
        label={said.columns.shortage}
        hint={said.shortageSays[given.onShortage]}
        value={given.onShortage}
        choices={choicesOf(said.shortage)}
        onChange={(event) => set({ onShortage: event.currentTarget.value as Given['onShortage'] })}
      />
      <TextField
        label={said.columns.zone}
        fault={faultAt('/timeZone')}
        value={given.timeZone}
        onChange={(event) => set({ timeZone: event.currentTarget.value })}
      />
      <PoolField pool={given.pool} onChange={(next) => set({ pool: next })} />
    </Dialog>
  )
}

type IdentityProps = {
  given: Given
  set: (changed: Partial<Given>) => void
  faultAt: (pointer: string) => string | undefined
  brands: readonly { code: string; name: string }[]
}

/** What a channel has for good. */
function Identity({ given, set, faultAt, brands }: IdentityProps) {
  const words = useWords()
  const { channels: said } = words
  const field = (name: 'code' | 'currency' | 'orderPrefix', label: string, hint?: string) => (
    <TextField
      label={label}
      hint={hint}
      fault={faultAt(`/${name}`)}
      value={given[name]}
      onChange={(event) => set({ [name]: event.currentTarget.value })}
    />
  )
  return (
    <>
      {field('code', said.code, said.codeHint)}
      <SelectField
        label={said.columns.kind}
        value={given.kind}
        choices={choicesOf(said.kinds)}
        onChange={(event) => set({ kind: event.currentTarget.value as Given['kind'] })}
      />
      <SelectField
        label={said.brand}
        fault={faultAt('/brand')}
        value={given.brand}
        choices={brands.map(({ code, name }) => ({ value: code, label: name }))}
        onChange={(event) => set({ brand: event.currentTarget.value })}
      />
      {field('currency', said.columns.currency)}
      <SelectField
        label={said.prices}
        value={given.taxMode}
        choices={choicesOf(said.tax)}
        onChange={(event) => set({ taxMode: event.currentTarget.value as Given['taxMode'] })}
      />
      {field('orderPrefix', said.prefix, said.prefixHint)}
      <TextField
        type="number"
        min={0}
        label={said.wait}
        hint={said.waitHint}
        fault={faultAt('/releaseMinutes')}
        value={String(given.releaseMinutes)}
        onChange={(event) => set({ releaseMinutes: Number(event.currentTarget.value) })}
      />
    </>
  )
}

function choicesOf(names: Words['channels'][keyof Words['channels']] & object) {
  return Object.entries(names).map(([value, label]) => ({ value, label: String(label) }))
}

function useBrands() {
  const { data } = useQuery({
    queryKey: ['network', 'brands'],
    queryFn: ({ signal }) => answerOf(api.GET('/v1/brands', { signal })),
  })
  return data?.items
}

function givenOf(channel: Channel | undefined, pool: Pool, timeZone: string): Given {
  return {
    code: '',
    name: channel?.name ?? '',
    brand: '',
    kind: channel?.kind ?? 'site',
    currency: channel?.currency ?? 'EUR',
    taxMode: channel?.taxMode ?? 'inclusive',
    orderPrefix: '',
    releaseMinutes: channel?.releaseMinutes ?? 30,
    onShortage: channel?.onShortage ?? 'refuse',
    timeZone: channel?.timeZone ?? timeZone,
    pool,
  }
}
