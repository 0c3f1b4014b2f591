import { Link, useParams } from '@tanstack/react-router'
import { useAddress } from '../../lib/use-address.ts'
import { useSession } from '../../lib/session.tsx'
import { useLetters } from '../../lib/use-letters.ts'
import { Button, IconButton } from '../../ui/button.tsx'
import { Menu } from '../../ui/overlay/menu.tsx'
import { Screen, Scroll } from '../../ui/screen.tsx'
import { Skeleton } from '../../ui/states.tsx'
import { LocationCollections } from '../carriers/location-collections.tsx'
import { LastFeeds } from '../feeds/last-feeds.tsx'
import { ReceiptsSection } from '../receipts/section.tsx'
import { Fault } from '../shell/fault.tsx'
import { Presence } from '../shell/presence.tsx'
import { useWords } from '../words/index.ts'
import { AuthorityDialog } from './authority-dialog.tsx'
import { AuthoritySection } from './authority-section.tsx'
import { CapacityFacts, CapacitySection } from './capacity-section.tsx'
import { EditDialog, editParts } from './edit-dialog.tsx'
import { HoursDialog } from './hours-dialog.tsx'
import type { Location } from './hours.ts'
import {
  BelongsSection,
  DoesSection,
  HoursSection,
  ProfileSection,
  TermsSection,
} from './page-sections.tsx'
import { Standing, StockFacts, Ways, WorkFacts } from './parts.tsx'
import { ArchiveDialog, PauseDialog, useResume } from './pause.tsx'
import { useLocation } from './use-network.ts'
import css from './locations.module.css'

/** Everything about one location. */
export function LocationPage() {
  const { code = '' } = useParams({ strict: false }) as { code?: string }
  const { locations: said, shell } = useWords()
  const { data: location, error, refetch } = useLocation(code)
  return (
    <Screen
      title={location?.name ?? code}
      back={
        <Link to="/locations" aria-label={said.title} title={said.title}>
          {said.title}
        </Link>
      }
      tools={location && <Presence record={`network:${code}`} />}
      actions={location && <Actions key={location.code} location={location} />}
    >
      {error && !location ? (
        <Fault error={error} again={() => void refetch()} />
      ) : (
        <Scroll isWide>
          {location ? <Parts location={location} /> : <Skeleton label={shell.list.loading} />}
        </Scroll>
      )}
    </Screen>
  )
}

function Parts({ location }: { location: Location }) {
  const { can } = useSession()
  const { code } = location
  return (
    <div className={css['page']}>
      <div className="stack">
        <div className="stack">
          <Standing location={location} />
        </div>
        <ProfileSection location={location} />
        <DoesSection location={location} />
        <BelongsSection location={location} />
        <HoursSection location={location} />
        <CapacitySection location={location} />
        <TermsSection location={location} />
        {can('stock:read') && <ReceiptsSection location={code} />}
      </div>
      <div className="stack">
        <WorkFacts code={code} />
        <CapacityFacts code={code} />
        <StockFacts location={location} isWhole />
        <AuthoritySection location={location} />
        {can('shipping:read') && <LocationCollections location={location} />}
        <Ways location={location} />
        {can('stock:read') && <LastFeeds location={code} />}
      </div>
    </div>
  )
}

/** The part that is edited is in the address, so that what is missing can lead to it. */
function Actions({ location }: { location: Location }) {
  const { locations: said } = useWords()
  const { can } = useSession()
  const [address, change] = useAddress()
  const resume = useResume(location)
  const open = (edit: string) => change({ edit })
  const may = (action: string) => can('network:write') && location.can.includes(action)
  const isEditing = address['edit'] !== undefined
  useLetters(
    {
      ...(may('set') && { e: () => open('profile') }),
      ...(may('pause') && { p: () => open('pause') }),
      ...(may('resume') && { p: () => void resume.run() }),
    },
    !isEditing,
  )
  return (
    <>
      {may('pause') && (
        <Button icon="pause" letter="P" onClick={() => open('pause')}>
          {said.pause}
        </Button>
      )}
      {may('resume') && (
        <Button
          look="primary"
          icon="play"
          letter="P"
          busy={resume.isBusy}
          onClick={() => void resume.run()}
        >
          {said.resume}
        </Button>
      )}
      {may('archive') && (
        <Menu
          trigger={<IconButton icon="more" label={said.more} />}
          items={[
            {
              label: said.archive,
              icon: 'trash',
              isDanger: true,
              onChoose: () => open('archive'),
            },
          ]}
        />
      )}
      {isEditing && may('set') && (
        <Editing
          location={location}
          part={address['edit']!}
          onClose={() => change({ edit: undefined }, true)}
        />
      )}
    </>
  )
}

function Editing(of: { location: Location; part: string; onClose: () => void }) {
  const { location, part, onClose } = of
  if (part === 'hours') return <HoursDialog location={location} onClose={onClose} />
  if (part === 'authority') return <AuthorityDialog location={location.code} onClose={onClose} />
  if (part === 'pause') return <PauseDialog location={location} onClose={onClose} />
  if (part === 'archive') return <ArchiveDialog location={location} onClose={onClose} />
  const known = editParts.find((one) => one === part)
  return known ? <EditDialog location={location} part={known} onClose={onClose} /> : null
}
