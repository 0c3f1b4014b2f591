import { useSession } from '../../lib/session.tsx'
import { Button, IconButton } from '../../ui/button.tsx'
import { Icon } from '../../ui/icon.tsx'
import { useTell } from '../../ui/overlay/toasts.tsx'
import { Moment } from '../../ui/values.tsx'
import { useWords } from '../words/index.ts'
import type { Parcel } from './types.ts'
import { useArrival } from './use-work.ts'
import css from './group.module.css'

/** What has left: with whom, under which number, and whether it has arrived. */
export function ParcelRow({ parcel, no }: { parcel: Parcel; no: number }) {
  const { order: said } = useWords()
  const { can } = useSession()
  const { arrive, isBusy } = useArrival(parcel.id)
  const { kind, carrier, trackingNumber, shippedAt, deliveredAt } = parcel
  const isHandover = kind === 'handover'
  return (
    <div className={css['parcel']}>
      <Icon name={isHandover ? 'user' : 'package'} />
      <span>{isHandover ? said.work.handover : (carrier ?? said.work.parcel(no))}</span>
      {trackingNumber !== null && <Tracking number={trackingNumber} />}
      <span className="small">
        {!isHandover && said.work.sent} <Moment at={shippedAt} />
        {deliveredAt !== null && !isHandover && (
          <>
            {', '}
            {said.work.delivered} <Moment at={deliveredAt} />
          </>
        )}
      </span>
      {deliveredAt === null && can('fulfilment:write') && (
        <span className={css['end']}>
          <Button busy={isBusy} onClick={() => void arrive()}>
            {said.work.arrived}
          </Button>
        </span>
      )}
    </div>
  )
}

function Tracking({ number }: { number: string }) {
  const { order: said } = useWords()
  const tell = useTell()
  const copy = () => {
    void navigator.clipboard?.writeText(number).then(() => tell({ title: said.copied }))
  }
  return (
    <span className={css['tracking']}>
      <bdi className="number">{number}</bdi>
      <IconButton icon="copy" label={said.work.copyTracking(number)} onClick={copy} />
    </span>
  )
}
