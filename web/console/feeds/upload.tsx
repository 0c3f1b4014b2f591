import { Link } from '@tanstack/react-router'
import { Button } from '../../ui/button.tsx'
import { Screen, Scroll } from '../../ui/screen.tsx'
import { useWords } from '../words/index.ts'
import { Columns, FileField, WhatFields, WhoFields } from './upload-fields.tsx'
import { Found } from './upload-found.tsx'
import type { Looked } from './use-feeds.ts'
import { useUpload, type Upload } from './use-upload.ts'
import css from './feeds.module.css'

/** The stock of one location or many, from a file: looked at first, then taken. */
export function UploadFeed() {
  const { feeds } = useWords()
  const said = feeds.upload
  const upload = useUpload()
  const { looked } = upload
  return (
    <Screen title={said.title} back={<Link to="/feeds">{feeds.title}</Link>}>
      <Scroll isWide>
        <Form {...upload} />
        {looked && <Found looked={looked} />}
      </Scroll>
    </Screen>
  )
}

function Form(of: Upload) {
  const { feeds } = useWords()
  const said = feeds.upload
  const { look, take, isBusy, looked } = of
  return (
    <form
      className={css['upload']}
      onSubmit={(event) => {
        event.preventDefault()
        look()
      }}
    >
      <div className={css['fields']}>
        <FileField {...of} />
        <WhoFields {...of} />
        <WhatFields {...of} />
      </div>
      <Columns />
      <div className="line">
        {looked && canTake(looked) ? (
          <>
            <Button look="primary" busy={isBusy} onClick={take}>
              {said.take}
            </Button>
            <Button type="submit" disabled={isBusy}>
              {said.again}
            </Button>
          </>
        ) : (
          <Button look="primary" type="submit" busy={isBusy}>
            {said.look}
          </Button>
        )}
        <span className="quiet">{looked ? said.nothingYet : said.lookSays}</span>
      </div>
    </form>
  )
}

/** A file of which no row is good can only be looked at. */
function canTake({ preview: { rows, refused, overtaken } }: Looked): boolean {
  return rows > refused + overtaken
}
