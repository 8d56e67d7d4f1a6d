/* Hands out the messages of the mbox that is open. */
#include <unistd.h>

#include "folder_private.h"

static void end_mbox(struct furui_folder *folder)
{
	if (!folder->mbox_entered)
		furui_folder_enter(folder, folder->path.data,
				   folder->mbox_kind);
	if (folder->mbox.error)
		furui_folder_trouble_errno(folder, folder->path.data,
					   folder->mbox.error);
	folder->done += furui_mbox_done(&folder->mbox);
	if (folder->mbox_owned)
		close(folder->mbox.fd);
	furui_mbox_close(&folder->mbox);
	folder->mbox_open = false;
}

int furui_folder_next_in_mbox(struct furui_folder *folder,
			      struct furui_mail *mail)
{
	struct furui_mbox *mbox = &folder->mbox;
	if (!furui_mbox_next(mbox)) {
		end_mbox(folder);
		return 0;
	}
	/* One message behind a From_ line is a message file. */
	bool alone = mbox->number == 1 && mbox->last && !folder->mbox_always;
	*mail = (struct furui_mail){
		.bytes = mbox->message.data ? mbox->message.data : "",
		.size = mbox->message.size,
		.whole_size = (size_t)mbox->whole,
		.folder = folder->path.data,
		.name = folder->name.data,
		.source = folder->path.data,
		.kind = alone ? FURUI_FOLDER_FILE : folder->mbox_kind,
		.delivered = mbox->date,
		.done_bytes = folder->done + furui_mbox_done(mbox),
	};
	if (alone)
		furui_folder_enter_level(folder, furui_folder_top(folder),
					 FURUI_FOLDER_FILE);
	else if (!folder->mbox_entered)
		furui_folder_enter(folder, folder->path.data,
				   folder->mbox_kind);
	folder->mbox_entered = true;
	if (alone && furui_folder_top(folder)) {
		furui_folder_name_level(folder, furui_folder_top(folder));
		mail->name = folder->name.data;
	}
	if (!alone) {
		folder->source.size = 0;
		furui_buffer_printf(&folder->source, "%s:%lu",
				    folder->path.data, mbox->number);
		mail->source = furui_buffer_terminate(&folder->source);
	}
	mail->flags = furui_status_flags(mail->bytes, mail->size);
	if (folder->mbox_kind != FURUI_FOLDER_THUNDERBIRD_MBOX)
		return 1;
	int flags = furui_mozilla_mbox_backend.flags(NULL, NULL, mail->bytes,
						     mail->size);
	mail->flags |= flags < 0 ? 0u : (unsigned)flags;
	return flags >= 0;
}
