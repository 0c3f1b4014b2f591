import { Link, useNavigate, useParams } from '@tanstack/react-router'
import { useSession } from '../../lib/session.tsx'
import { useAddress } from '../../lib/use-address.ts'
import { useLetters } from '../../lib/use-letters.ts'
import { Problem } from '../../lib/api.ts'
import { Button, IconButton } from '../../ui/button.tsx'
import { Menu } from '../../ui/overlay/menu.tsx'
import { Pill } from '../../ui/pill.tsx'
import { Screen, Scroll } from '../../ui/screen.tsx'
import { Empty, Skeleton } from '../../ui/states.tsx'
import { Fault } from '../shell/fault.tsx'
import { useWords } from '../words/index.ts'
import { ArchiveCarrier } from './archive.tsx'
import { RenameDialog } from './carrier-form.tsx'
import { ImportDialog } from './import.tsx'
import { NewService } from './service-form.tsx'
import { ServicePart } from './service.tsx'
import { TONES } from './standing.ts'
import type { Carrier } from './use-carriers.ts'
import { useRows, type Row } from './use-rows.ts'
import css from './carriers.module.css'

/** One carrier: its services, and all about one of them. */
export function CarrierPage() {
  const { carriers: said, shell } = useWords()
  const { code = '' } = useParams({ strict: false }) as { code?: string }
  const { rows, error, again } = useRows()
  const own = rows?.filter(({ carrier }) => carrier.code === code)
  const carrier = own?.[0]?.carrier
  const isMissing = rows !== undefined && !carrier
  return (
    <Screen
      title={carrier?.name ?? code}
      back={<Link to="/carriers">{said.title}</Link>}
      tools={carrier?.archived && <Pill tone="neutral">{said.states.archived}</Pill>}
      actions={carrier && <Actions key={code} carrier={carrier} />}
    >
      {isMissing || (error && !rows) ? (
        <Fault error={isMissing ? new Problem(404) : error} again={again} />
      ) : (
        <Scroll isWide>
          {own && carrier ? (
            <Services carrier={carrier} rows={own} />
          ) : (
            <Skeleton label={shell.list.loading} />
          )}
        </Scroll>
      )}
    </Screen>
  )
}

/** The list of its services beside the one that is looked at; which one is in the address. */
function Services({ carrier, rows }: { carrier: Carrier; rows: readonly Row[] }) {
  const { carriers: said } = useWords()
  const { can } = useSession()
  const [address, change] = useAddress()
  const isOpen = can('shipping:write') && carrier.can.includes('set')
  const services = rows.filter(({ service }) => service !== undefined)
  const chosen = services.find(({ service }) => service?.code === address['service']) ?? services[0]
  if (!chosen) {
    const next = isOpen && (
      <Button look="primary" icon="plus" onClick={() => change({ edit: 'new' })}>
        {said.newService}
      </Button>
    )
    return <Empty icon="truck" title={said.noServices} says={said.noServicesSay} next={next} />
  }
  return (
    <div className={css['page']}>
      <nav className={css['services']} aria-label={said.services}>
        <ul>
          {services.map(({ service, standing }) => (
            <li key={service!.code}>
              <Link
                to="."
                search={{ service: service!.code }}
                className={css['entry']}
                aria-current={service === chosen.service ? 'true' : undefined}
              >
                <bdi className="clip">{service!.name}</bdi>
                {standing && standing.state !== 'good' && (
                  <Pill tone={TONES[standing.state]}>{said.states[standing.state]}</Pill>
                )}
              </Link>
            </li>
          ))}
        </ul>
        {isOpen && (
          <Button look="quiet" icon="plus" letter="N" onClick={() => change({ edit: 'new' })}>
            {said.newService}
          </Button>
        )}
      </nav>
      <ServicePart
        key={chosen.service!.code}
        service={chosen.service!}
        standing={chosen.standing!}
      />
    </div>
  )
}

function Actions({ carrier }: { carrier: Carrier }) {
  const { carriers: said } = useWords()
  const { can } = useSession()
  const navigate = useNavigate()
  const [address, change] = useAddress()
  const open = (edit: string) => change({ edit })
  const close = () => change({ edit: undefined }, true)
  const may = can('shipping:write') && carrier.can.includes('set')
  const edit = address['edit']
  useLetters(may ? { i: () => open('import'), n: () => open('new') } : {}, edit === undefined)
  if (!may) return null
  const show = (service: string) => {
    void navigate({ to: '.', search: { service } })
  }
  return (
    <>
      <Button look="primary" letter="I" onClick={() => open('import')}>
        {said.prices.import.open}
      </Button>
      <Menu
        trigger={<IconButton icon="more" label={said.more} />}
        items={[
          { label: said.rename, icon: 'edit', onChoose: () => open('rename') },
          { label: said.archive, icon: 'trash', isDanger: true, onChoose: () => open('archive') },
        ]}
      />
      {edit === 'new' && <NewService carrier={carrier} onClose={close} onMade={show} />}
      {edit === 'import' && <ImportDialog carrier={carrier} onClose={close} />}
      {edit === 'rename' && <RenameDialog carrier={carrier} onClose={close} />}
      {edit === 'archive' && <ArchiveCarrier carrier={carrier} onClose={close} />}
    </>
  )
}
