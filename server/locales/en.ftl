# What every page says, in English: the original. server/locales/README.md says how these files work.
# Words that mean one thing everywhere: "directory" is the page with everybody on it; a "profile" is one reporter or one
# desk; a "desk" is a team that reads messages together; a "channel" is one way to reach somebody (Signal, post …); a
# "contact" is what one types or scans (a number, an address, a name); a "beat" is a field of reporting; an "edition" is the
# whole directory as it was published at one moment; a "card" is a file for an address book. Names of products (Signal,
# SecureDrop, Tor Browser …) stay as they are, and so do names of settings where the product has none in your language.
# Messages that begin with "advice-" decide what somebody risks: say neither more nor less than the English.

## The frame of every page

# A link for people who use a keyboard or a screen reader.
skip = Skip to the page
# Read out before the links to the pages.
places-label = Pages
place-directory = Directory
place-safety = Safety
place-verify = Check a contact
place-privacy = Privacy
# A file that one keeps and reads without a network.
place-take-along = Take along
# Read out before the links to the other languages.
languages-label = This page in other languages
foot-promise = This page sets no cookie, runs no script and asks no other server for anything.
# The address follows on a line of its own. Tor Browser is a product.
foot-onion = The same pages as an onion service. Type this address into Tor Browser, and nowhere else:
# The sign between the items of a list, without the space after it.
list-comma = ,
# Shown only where it is true: in languages whose advice nobody has checked yet.
not-reviewed = No person has checked the safety advice in this language yet. The English original stands beside it: where the two differ, the English is right.
stale-title = This page may be out of date.
# $day is a day with month and year.
stale-since = It is as it was on { $day }, and this server has not been able to bring it up to date since.
advice-stale = Somebody may have changed or closed a way to reach them. Before you write to anyone for the first time, look again later.

## Names of pages, as the window is called. They name nobody, because an employer may record them

title-directory = Contacts
title-take-along = Contacts to keep
title-safety = Safety
title-verify = Check a contact
title-privacy = Privacy
title-contact = Contact

## Before you write: the advice beside every contact

before-title = Before you write
advice-own-device = <strong>Use your own device and your own network.</strong> Never your employer’s computer, telephone, account or Wi-Fi, and not at work.
advice-do-not-save = <strong>Copy or scan, do not save.</strong> Telephones and apps copy address books to other companies, and some to employers. Write the contact down, or scan its code.
advice-choose = <strong>Choose with care.</strong> Each channel hides some things and reveals others, and none is without risk. If your job, your safety or your freedom is at stake, read <safety>Safety</safety> first.
# The same in a file that is read without a network and ends with the advice on safety.
advice-choose-offline = <strong>Choose with care.</strong> Each channel hides some things and reveals others, and none is without risk. If your job, your safety or your freedom is at stake, read the advice at the end of this file first.

## The directory: everybody on one page

directory-title = How to reach our journalists
directory-deck = Everyone stands on this one page, so that opening it says nothing about whom you came for.
# Read out before the links to the beats.
beats-label = Beats
# The heading over people and desks without a beat.
beat-newsroom = Newsroom
# $names are links to people who stand under another heading.
also-on-beat = Also on this beat: { $names }
# $number is the edition's number, $day a day with month and year, $profiles how many profiles there are.
directory-edition = Edition { $number } of { $day }. Profiles: { $profiles }.
directory-take-along = <take-along>Take this page along</take-along> as one file with all QR codes: one visit then serves for a month, and later looks leave no trace on the network.
all-cards = All cards in one file
advice-all-cards = For programs. On a telephone it would put every journalist among your contacts.

## A directory of several pages, where there are too many people for one

pages-deck = The people stand on several pages. All of them have the same length, so that the length does not say which one you opened.
# Read out before the links to the pages.
pages-label = Pages of the directory
# $first and $last are the first and the last name on a page.
pages-range = { $first } to { $last }
pages-title = Page { $number } of { $pages }
pages-next = Next page
pages-previous = Previous page
pages-all = All pages and beats
# Instead of opening one page after another.
pages-take-along = <take-along>The file to take along</take-along> holds everybody at once.

## The file to take along

take-along-motto = How to reach us, to keep and to read offline
# $day and $again are days with month and year.
take-along-deck = Edition { $number } of { $day }. Check again after { $again }, and before you write to anyone for the first time: contacts change.
take-along-search = This file works without a network. Search it for a name, or, without spaces and hyphens, for a number or an address that wrote to you.
# $address is the address of this file.
advice-file-source = If somebody gave you this file, do not rely on it. Get your own from { $address }
take-along-everyone = Everyone, desks first

## A person or a desk in a list

paused-short = Not reading messages here now.
# $desk is the name of a desk, as a link.
desk-instead = The desk to turn to: { $desk }
more-ways = More ways stand on the profile’s own page
# Read out instead of a picture. $name is a person or a desk.
code-of = QR code: { $name }
# What is said of a contact in brackets.
doubt = not confirmed for a while
# Before other ways of writing the same contact.
also-written = Also written

## A profile's own page

# Read out instead of a picture.
portrait-of = Portrait of { $name }
# $names are other publications.
also-at = Also at: { $names }
# $names are languages, each as its speakers call it.
write-in = Write in: { $names }
readers-one = One person reads what you write here.
readers-few = A few people read what you write here.
readers-several = Several people read what you write here.
readers-many = Many people read what you write here.
paused = { $name } is not reading messages here now.
advice-paused = Do not use an address or a number that you kept from before.
advice-desk-readers = Other people will read what you write there.
channels-title = Ways to get in touch, best first
advice-type-or-scan = Type the contact in, or scan its code. A link is the second choice: opening it shows your network which service you use.
# The same where there are several contacts and only the first has a code.
advice-type-or-scan-first = Type the contact in, or scan the code of the first choice. A link is the second choice: opening it shows your network which service you use.
# A mark beside one channel.
first-choice = first choice
# Read out instead of a picture. $channel is its name, such as Signal.
code-of-channel = QR code with the same contact: { $channel }, { $name }
advice-doubt = <strong>This contact was not confirmed for a while.</strong> It may not reach { $name } any more.
advice-doubt-choice = Try another first.
key-save = Save the key
advice-key-compare = Compare its fingerprint with the one above before you use it.
key-show = Show the key, to copy it
# A link. $host is the name of a site.
open-host = Or open { $host }
open-mail = Or open it in a mail program
open-call = Or call from this device
open-app = Or open it in an app on this device
cards-title = Cards for an address book
advice-cards = <strong>Better not.</strong> A saved card puts a journalist among your contacts, and many telephones and apps send contacts to others. If you must, take the discreet one. Check it here before each first message: contacts change.
card-discreet = Discreet card
card-discreet-holds = a name and one channel, nothing else
card-full = Full card
# $outlet is the name of a publication.
card-full-holds = every channel, the title and { $outlet }

## When a contact was last confirmed, and by whom. $month is a month with its year, in the form of the messages month-…

confirmed-by-her = Confirmed by her in { $month }.
confirmed-by-him = Confirmed by him in { $month }.
confirmed-by-them = Confirmed by them in { $month }.
confirmed-by-owner = Confirmed by its owner in { $month }.
confirmed-by-desk = Confirmed by the desk in { $month }.
last-confirmed-by-her = Last confirmed by her in { $month }.
last-confirmed-by-him = Last confirmed by him in { $month }.
last-confirmed-by-them = Last confirmed by them in { $month }.
last-confirmed-by-owner = Last confirmed by its owner in { $month }.
last-confirmed-by-desk = Last confirmed by the desk in { $month }.
not-confirmed-by-her = Not yet confirmed by her.
not-confirmed-by-him = Not yet confirmed by him.
not-confirmed-by-them = Not yet confirmed by them.
not-confirmed-by-owner = Not yet confirmed by its owner.
not-confirmed-by-desk = Not yet confirmed by the desk.

## Answers that name nobody

gone-title = Nobody can be reached here any more
advice-gone = <strong>Do not use an address or a number that you kept from this page.</strong> It may belong to someone else by now.
gone-someone-else = You can choose someone else from <directory>the directory</directory>.
not-found-title = There is no such page
not-found = The address may be mistyped, or it was never one of ours. You find our people in <directory>the directory</directory>.
advice-not-found = If somebody gave you this address as a way to reach a journalist, do not write to them before you have <verify>checked who they are</verify>.
problem-request-title = This request cannot be answered
problem-request = Your browser asked in a way that this site does not know. Begin again at <directory>the directory</directory>.
problem-wait-title = Too much at once
problem-wait = Wait a minute, then try again. <directory>The directory</directory> holds everyone on one page.
problem-soon-title = Not there yet
problem-soon = This server cannot answer at this moment. Try again in a minute.
problem-ours-title = Something broke here
problem-ours = It was not your doing. Try again later, or begin at <directory>the directory</directory>.

## Kinds of channel

kinds-title = What each channel hides and reveals
kind-signal-link = Signal, by a link
kind-signal-username = Signal, by a username
kind-signal-number = Signal, by a number
kind-email = E-mail
kind-pgp = PGP key
kind-web-form = Tip form
kind-phone = Phone
kind-post = Post
kind-app = App
# Three headings over three sentences about one kind of channel.
hides = Hides
reveals = Reveals
do-first = Do first

## What each kind hides

advice-hides-end-to-end = Only you and the person you write to can read your messages.
advice-hides-threema = Only you and the person you write to can read your messages, and you need no phone number.
advice-hides-session = Only you and the person you write to can read your messages, and you need no number or e-mail.
advice-hides-simplex = Only you and the person you write to can read your messages, and you have no account to trace.
advice-hides-matrix = In an encrypted room only its members can read your messages.
advice-hides-xmpp = With OMEMO switched on, only you and the person you write to can read your messages.
advice-hides-telegram = Your number can be hidden from the person you write to.
advice-hides-securedrop = Tor hides where you connect from, and the newsroom's own server keeps no record of you.
advice-hides-globaleaks = In Tor Browser, where you connect from, and other people cannot read your report on its way.
advice-hides-hushline = Other people cannot read your message on its way, and you need no account.
advice-hides-onionshare = Tor hides where you connect from, and files go straight to the newsroom's computer.
advice-hides-web-form = Other people cannot read your message on its way.
# E-mail and telephone calls.
advice-hides-nothing = Nothing by itself.
advice-hides-pgp = Only the owner of the key can read the text and files you encrypt to it.
advice-hides-post = A letter without a sender's address does not say who sent it.
advice-hides-app = It depends on the app, which says so itself.

## What each kind reveals

advice-reveals-signal = That person sees your Signal name, and your number unless you hide it, and Signal knows when your account was made and last used.
advice-reveals-whatsapp = Meta knows your number and whom you write to and when, and the person you write to sees your number.
advice-reveals-threema = That person sees your Threema ID and nickname, and the app store knows that you have the app.
advice-reveals-wire = That person sees your Wire name, and Wire knows your e-mail address and whom you write to.
advice-reveals-session = That person sees your Session ID and display name.
advice-reveals-simplex = That person sees the display name you choose, and the relay can see your network address.
advice-reveals-matrix = Your server and theirs know who writes to whom and when, and the room's name is not encrypted.
advice-reveals-xmpp = Your server and theirs know who writes to whom and when, and without OMEMO what you write.
advice-reveals-telegram = Telegram can read ordinary chats, which are not end-to-end encrypted, and knows your number and whom you write to.
advice-reveals-securedrop = The newsroom sees only what you write and send, which includes names inside files.
advice-reveals-globaleaks = In another browser, your network sees that you visited the site, and the site your address.
advice-reveals-hushline = In an ordinary browser, your network sees that you visited the site, and the site your address.
advice-reveals-onionshare = The newsroom sees what you send, which includes names inside files.
advice-reveals-web-form = Your network sees that you visited the site, and the site sees your address.
advice-reveals-email = Both mail providers know who wrote to whom, when and about what, and can usually read it.
advice-reveals-pgp = Both mail providers still know who wrote to whom, when, and the subject line.
advice-reveals-phone = The telephone companies record who called whom, when and from where, and can listen.
advice-reveals-post = The postmark shows where and when it was sent, and paper can carry printer marks and fingerprints.
advice-reveals-app = The app store knows that you have the app, and your network may see that you use it.

## What to do before the first message of each kind

advice-first-signal = In Signal's privacy settings let nobody see your number, then turn on disappearing messages before you write.
advice-first-signal-username = In Signal's privacy settings let nobody see your number, then start a chat by this username and turn on disappearing messages.
advice-first-whatsapp = Turn off chat backups, or anyone who can open the backup can read the chat.
advice-first-threema = Use an ID that is linked to no number or e-mail address, and a nickname that is not your name.
advice-first-wire = Register with an e-mail address made for this alone.
advice-first-session = Choose a display name that is not your own, and compare the whole ID before you write.
advice-first-simplex = Connect in incognito mode, so that a random name is shown.
advice-first-matrix = Make an account without your name in it, and check that the room is encrypted before you write.
advice-first-xmpp = Make an account without your name in it, and switch on OMEMO before you write.
advice-first-telegram = Use another channel if you can, or start a secret chat and hide your number before you write.
advice-first-securedrop = Open it in Tor Browser, set to Safest, on a device and network that are not your employer's.
advice-first-globaleaks = Open it in Tor Browser, and keep the receipt number somewhere safe.
advice-first-hushline = Open it in Tor Browser, and leave a way to answer you if you want an answer.
advice-first-onionshare = Open it in Tor Browser, and try again later if it does not answer.
advice-first-web-form = Open it in Tor Browser on a network that is not your employer's.
advice-first-email = Use another channel for anything secret, or a new address from a network that is not your employer's.
advice-first-pgp = Compare the whole fingerprint with the one on this page, and put nothing secret in the subject.
advice-first-phone = Never call from your own or your employer's phone if the call must not be known.
advice-first-post = Write no return address, print nothing at work, and use a public letter box away from home and work.
advice-first-app = Install it on your own device from the official store, and read what it says about privacy.

## Safety: what holds for everybody. These stand in the file to take along too, so they hold no links

safety-title = Safety
advice-safety-deck = No tool can promise that nobody will find you out. Good habits make it far harder.
advice-always-title = Always
advice-always-device = Use a device, an account and a network that your employer does not own, manage or pay for. Not at work, and not on the Wi-Fi there.
advice-always-search = Do not search for us, follow us or open our pages from an account or a device that carries your name, if the visit itself could be held against you.
advice-always-contacts = Do not save a journalist’s number among your contacts, and tell nobody that you have written.
advice-always-updates = Keep your telephone and your computer up to date. Updates close the holes that spying programs come through.
advice-always-check = Write only to a contact that you found here yourself. If a journalist writes to you first, check who it is before you answer.

## Safety: three situations, each with an order of channels

advice-situations = Which of these is yours? If you are not sure, take the more careful one.
advice-tip-title = “I have a question or a tip”
advice-tip = Nothing bad would happen to you if it were known that you wrote. Use what the journalist lists, in this order:
advice-tip-messenger = Signal, or another messenger whose messages only the two of you can read.
advice-tip-form = A tip form, or SecureDrop.
advice-tip-email = E-mail, a telephone call or the post, for what may be known. The companies that carry an e-mail can usually read it, and they keep it.
advice-job-title = “My job could be at risk”
advice-job = Your employer may look for whoever spoke to us: in its mail, its telephones, its computers and its door records. Use what is listed, in this order:
advice-job-securedrop = SecureDrop, or a tip form that you open in Tor Browser. You need not say who you are, not even to us.
advice-job-signal = Signal on your own telephone, set up as described below, by a link or a username rather than a number.
advice-job-post = The post, without a return address.
advice-job-never = Not e-mail, not a call, and no chat account that knows your number or address at work.
advice-freedom-title = “My safety or freedom could be at risk”
advice-freedom = Take your time. A week of preparation can matter more than any program. Then, in this order:
advice-freedom-lawyer = Consider speaking to a lawyer who knows this field before you speak to us. In many countries what you tell a lawyer is protected by law.
advice-freedom-securedrop = SecureDrop, in Tor Browser at its “Safest” level, on a computer that only you use, over a network that is not tied to your name. The Tails system leaves no trace on the computer. Type the address into Tor Browser, and never open it anywhere else.
advice-freedom-post = The post: from a public letter box away from your home and your work, with your telephone left at home.
advice-freedom-signal = Signal, only if neither is possible. It hides what you write, but your telephone company knows where your telephone is, and whoever takes the telephone from you may read it.
advice-freedom-never = Nothing else: no e-mail, no call, no other messenger.

## Safety: Signal

advice-signal-title = Set up Signal before the first message
# The names of the settings as Signal has them in your language.
advice-signal-number = Under Settings, Privacy, Phone number, choose “Nobody” for who can see your number, and “Nobody” for who can find you by it.
advice-signal-name = Choose a profile name that is not your own, and no photo. If others are to write to you, give them a username and not your number.
advice-signal-lock = Under Settings, Account, turn on the registration lock. Whoever takes over your number then cannot take over your account with it. The lock ends when you have not used Signal for seven days.
advice-signal-disappearing = Turn on disappearing messages for the chat before you write. They delete what both sides keep in Signal, not what somebody has copied or photographed.
advice-signal-notifications = Let notifications show neither name nor message, and link no computer that others use.

## Safety: spying programs

advice-spyware-title = If a state could be after you
advice-spyware = Some governments use spying programs that take over a telephone, sometimes without a single tap. No messenger helps then: they read along on the screen.
advice-spyware-updates = Install each update of the system and of your apps on the day it comes.
# The names of the settings as Apple and Google have them in your language.
advice-spyware-lockdown = Turn on Lockdown Mode (iPhone) or Advanced Protection (Android 16 and later).
advice-spyware-restart = Restart your telephone every day. Many such programs do not survive it, though they can come back.
advice-spyware-links = Open no link and no file that you did not expect, whoever seems to have sent it.
advice-spyware-warning = If Apple, Google or WhatsApp warns you of an attack by a state, believe it, and ask for help from a group that knows about this, from another device.
advice-spyware-leave = Leave your telephone at home when you meet us or post a letter. Switched off is not enough.

## Safety: documents

advice-documents-title = Documents, photographs and printing
advice-documents-few = Think of who else had the same document. If there were few, it points to you, however you send it.
advice-documents-records = Opening, copying, forwarding and printing are often recorded at work, with name and time. Do nothing of that at work before you have asked us how.
advice-documents-print = Many colour printers mark each page with dots that nobody sees: which printer, and when. Office printers keep records.
advice-documents-photograph = A photograph holds its time, the make of the telephone and often the place, and it can show more than the page: a reflection, a watermark, your handwriting, the name of a window.
advice-documents-metadata = Files hold the names of those who wrote them, times and earlier versions. Remove what you can, or ask us how to before you send them.
advice-documents-post = For a letter: plain paper and envelope, no handwriting, enough stamps bought with cash, no return address and no courier. Paper keeps fingerprints.

## Checking a contact: what was kept

verify-deck = A wrong digit, an old card or an impostor can bring your message to the wrong person.
verify-kept-title = A contact or a card that you have kept
# $address is this site's address.
advice-kept-address = Type this site’s address yourself, and read it letter by letter: { $address }
advice-kept-find = Open <directory>the directory</directory> and find the person. Everyone stands there together, so that looking tells nobody whom you came for.
advice-kept-compare = Compare every digit and letter. Compare a PGP key by its whole fingerprint, never by its last few characters.
advice-kept-differs = If anything differs, or the person is no longer there, do not use what you have kept. Delete it.
verify-kept-when = Do this before you write to somebody for the first time, and again when a month has passed. A card in an address book is a copy: it does not change when the contact does.

## Checking a contact: somebody wrote first

verify-reverse-title = Somebody wrote to you first
verify-reverse-question = “Somebody wrote to me and says she is one of your reporters. Is that her?” You can find out without asking anybody:
advice-reverse-wait = Do not answer yet. Open no link and no file that they sent.
# The keys as they are in your language.
advice-reverse-search = Search this page for the number, the address, the username or the fingerprint that wrote to you: with Ctrl and F, on a Mac with Command and F, on a telephone with “Find in page” in the browser’s menu. Type it without spaces and hyphens: the list below holds each contact so, too. Searching inside a page stays on your device.
advice-reverse-offline = Or search <take-along>the file to take along</take-along>, which works without a network.
advice-reverse-found = If it is there, read whose it is, and compare it whole. A caller’s number and a sender’s address can be forged, so do not reply: write to the listed contact yourself.
advice-reverse-not-found = If it is not there, do not reply. Ask the person, or a desk, through a channel listed here whether it was them. The same holds for a contact that stands on a profile’s own page and not in the list.
advice-lookalike-title = What impostors change
advice-lookalike-letters = One letter for another: l for I or 1, O for 0, rn for m, or a letter of another alphabet that looks the same.
advice-lookalike-additions = One sign more: a dot, a digit, an underscore, a word such as “desk” or “press”.
advice-lookalike-ending = The end of an address: .co for .com, or our name in front of somebody else’s.
advice-lookalike-picture = Name and picture prove nothing: everybody can choose them.
advice-never-ask = We will never ask you for a password, for a code that was sent to you, or for money.
# The same in the file to take along, which is searched instead of a page.
advice-file-found = If a contact that wrote to you is in this file, compare it whole, and write to it yourself instead of replying. If it is not, do not reply: ask through a contact in this file whether it was them.
# $command is what is typed.
verify-command = If you can use a command line: { $command } looks for a contact in a copy of the directory that you have saved, without a network.
handles-title = Every listed contact, as it may be written
# Instead of the list.
handles-elsewhere = There are too many contacts for this page. They stand in <take-along>the file to take along</take-along>: search that instead.
verify-month-title = What a month of confirmation means
# $month is a month with its year.
verify-month = “Confirmed in { $month }” says that the owner of the contact said in that month that it reaches them. We name the month and not the day, because a day would tell others when somebody is away.

## Privacy: what is kept

privacy-deck = What this contact page keeps about its readers, and what others can still see.
privacy-keep-title = What we keep
privacy-nothing = The program that serves these pages writes nothing about its readers to its disk: no address, no browser, no page and no time of a visit, in no log and in no table.
privacy-counters = <strong>It counts</strong> how often each sort of page is asked for, never which profile, and shows these counts rounded down to tens.
# "Code": what a keyed hash gives. Nobody can turn it back into the address once the secret is gone.
privacy-limits = <strong>It slows down floods.</strong> For that it counts connections by a code made of the network address and a secret. The codes and the secret are in memory only, and the secret changes every ten minutes.
privacy-browser = <strong>It gives your browser</strong> no cookie and no script, has it load nothing from other servers, and asks it to keep no copy. The language stands in the page’s address and is not guessed.

## Privacy: what others see

privacy-see-title = What others can see
privacy-network = <strong>Your network</strong> (your employer, your provider, the café) sees that you visited this site, when, and roughly how much was sent. From how much, it can guess what sort of page you opened and in which language, but not whose profile.
privacy-directory = <strong>The directory</strong> holds everybody, so that opening it says nothing about whom you came for. This is our strongest promise: <directory>stay there</directory> when it matters.
privacy-profile = <strong>A single profile’s page</strong> promises less. The answer has the same length for every profile, and for addresses that are nobody’s. But what your browser sends grows with the length of the address, so the length of a name can be seen.
privacy-device = <strong>Your own device</strong> may keep the visit in its history. A private window helps. Tor Browser helps more, and it hides from your network which site you visit.
privacy-hosting = <strong>Whoever houses this server</strong>, and a company in front of it if the newsroom uses one, see which network addresses visit it. A company in front can also see what it carries.
privacy-links = <strong>A link to a messenger or a mail program</strong> leaves this site. From there on, that service’s rules apply.

## Privacy: the people on these pages

privacy-people-title = The people on these pages
privacy-people = What is published here is public and can be copied by anyone. A telephone or WhatsApp number, a portrait and pronouns are shown only when their owner’s consent is on record.

## Days, such as 22 November 2026

date-01 = { $day } January { $year }
date-02 = { $day } February { $year }
date-03 = { $day } March { $year }
date-04 = { $day } April { $year }
date-05 = { $day } May { $year }
date-06 = { $day } June { $year }
date-07 = { $day } July { $year }
date-08 = { $day } August { $year }
date-09 = { $day } September { $year }
date-10 = { $day } October { $year }
date-11 = { $day } November { $year }
date-12 = { $day } December { $year }

## Months, in the form that follows “Confirmed by her in”

month-01 = January { $year }
month-02 = February { $year }
month-03 = March { $year }
month-04 = April { $year }
month-05 = May { $year }
month-06 = June { $year }
month-07 = July { $year }
month-08 = August { $year }
month-09 = September { $year }
month-10 = October { $year }
month-11 = November { $year }
month-12 = December { $year }
