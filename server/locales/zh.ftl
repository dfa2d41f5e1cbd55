# 中文（简体）。这些文件的用法见 server/locales/README.md。

## 每个页面的框架

skip = 跳到正文
places-label = 页面
place-directory = 名录
place-safety = 安全
place-verify = 核对联系方式
place-privacy = 隐私
place-take-along = 随身文件
languages-label = 本页的其他语言
foot-promise = 本页不设 cookie，不运行脚本，也不向任何其他服务器请求内容。
foot-onion = 同样的页面也以 onion 服务提供。请把这个地址输入 Tor Browser，不要输入别处：
list-comma = 、
not-reviewed = 这种语言的安全建议还没有人审阅过。旁边附有英文原文：两者不一致时，以英文为准。
stale-title = 本页可能已经过时。
stale-since = 它停留在 { $day } 的状态，此后本服务器未能更新它。
advice-stale = 可能有人已经更改或关闭了联系方式。第一次写信给任何人之前，请稍后再来查看。

## 窗口中的页面名称

title-directory = 联系方式
title-take-along = 可保存的联系方式
title-safety = 安全
title-verify = 核对联系方式
title-privacy = 隐私
title-contact = 联系方式

## 写信之前

before-title = 写信之前
advice-own-device = <strong>用自己的设备和自己的网络。</strong>绝不要用雇主的电脑、电话、账号或 Wi-Fi，也不要在工作场所。
advice-do-not-save = <strong>抄写或扫描，不要保存。</strong>手机和应用会把通讯录复制给其他公司，有的还会复制给雇主。请把联系方式写下来，或扫描它的二维码。
advice-choose = <strong>谨慎选择。</strong>每种渠道都隐藏一些东西、暴露另一些东西，没有一种毫无风险。如果您的工作、安全或自由会受影响，请先阅读<safety>安全</safety>。
advice-choose-offline = <strong>谨慎选择。</strong>每种渠道都隐藏一些东西、暴露另一些东西，没有一种毫无风险。如果您的工作、安全或自由会受影响，请先阅读本文件末尾的建议。

## 名录

directory-title = 如何联系我们的记者
directory-deck = 所有人都在这一页上，所以打开它并不说明您要找谁。
beats-label = 报道领域
beat-newsroom = 编辑部
also-on-beat = 也报道这一领域：{ $names }
directory-edition = 第 { $number } 版，{ $day }。档案数：{ $profiles }。
directory-take-along = <take-along>把本页带走</take-along>，存成一个含全部二维码的文件：这样访问一次可用一个月，以后查看也不会在网络上留下痕迹。
all-cards = 全部名片，一个文件
advice-all-cards = 供程序使用。在手机上，它会把所有记者都放进您的通讯录。

## 多页的名录

pages-deck = 人员分列在几页上。各页长度相同，所以从长度看不出您打开的是哪一页。
pages-label = 名录的各页
pages-range = { $first } 至 { $last }
pages-title = 第 { $number } 页，共 { $pages } 页
pages-next = 下一页
pages-previous = 上一页
pages-all = 全部页面和领域
pages-take-along = <take-along>随身文件</take-along>一次包含所有人。

## 随身文件

take-along-motto = 如何联系我们，可保存并离线阅读
take-along-deck = 第 { $number } 版，{ $day }。{ $again } 之后请重新核对，第一次写信给任何人之前也请核对：联系方式会变。
take-along-search = 本文件无需网络即可使用。可在其中搜索姓名，或去掉空格和连字符后搜索给您写信的号码或地址。
advice-file-source = 如果这个文件是别人给您的，请不要依赖它。请从这里取得您自己的一份：{ $address }
take-along-everyone = 所有人，部门在前

## 列表中的人或部门

paused-short = 目前不在这里看消息。
desk-instead = 可以联系的部门：{ $desk }
more-ways = 个人页面上还有其他方式
code-of = 二维码：{ $name }
doubt = 已有一段时间未确认
also-written = 也写作

## 个人页面

portrait-of = { $name } 的照片
also-at = 也在：{ $names }
write-in = 可用语言：{ $names }
readers-one = 您在这里写的内容由一个人阅读。
readers-few = 您在这里写的内容由两三个人阅读。
readers-several = 您在这里写的内容由几个人阅读。
readers-many = 您在这里写的内容由许多人阅读。
paused = { $name } 目前不在这里看消息。
advice-paused = 不要使用您以前留存的地址或号码。
advice-desk-readers = 您写给那里的内容会有其他人阅读。
channels-title = 联系方式，最好的在前
advice-type-or-scan = 手动输入联系方式，或扫描它的二维码。链接是第二选择：打开链接会让您的网络看到您用的是哪种服务。
advice-type-or-scan-first = 手动输入联系方式，或扫描首选方式的二维码。链接是第二选择：打开链接会让您的网络看到您用的是哪种服务。
first-choice = 首选
code-of-channel = 同一联系方式的二维码：{ $channel }，{ $name }
advice-doubt = <strong>这个联系方式已有一段时间未确认。</strong>它可能已经联系不到 { $name }。
advice-doubt-choice = 请先试试别的。
key-save = 保存密钥
advice-key-compare = 使用前，请将它的指纹与上面的指纹比对。
key-show = 显示密钥以便复制
open-host = 或打开 { $host }
open-mail = 或在邮件程序中打开
open-call = 或用本设备拨打
open-app = 或在本设备的应用中打开
cards-title = 通讯录名片
advice-cards = <strong>最好不要。</strong>保存的名片会把一名记者放进您的通讯录，而许多手机和应用会把通讯录发给别人。如果必须保存，请用低调名片。每次第一次发消息之前都请在这里核对：联系方式会变。
card-discreet = 低调名片
card-discreet-holds = 一个名字和一种渠道，别无其他
card-full = 完整名片
card-full-holds = 全部渠道、职务和 { $outlet }

## 联系方式最近何时、由谁确认

confirmed-by-her = 由她本人于{ $month }确认。
confirmed-by-him = 由他本人于{ $month }确认。
confirmed-by-them = 由本人于{ $month }确认。
confirmed-by-owner = 由其所有者于{ $month }确认。
confirmed-by-desk = 由该部门于{ $month }确认。
last-confirmed-by-her = 最近一次由她本人于{ $month }确认。
last-confirmed-by-him = 最近一次由他本人于{ $month }确认。
last-confirmed-by-them = 最近一次由本人于{ $month }确认。
last-confirmed-by-owner = 最近一次由其所有者于{ $month }确认。
last-confirmed-by-desk = 最近一次由该部门于{ $month }确认。
not-confirmed-by-her = 她本人尚未确认。
not-confirmed-by-him = 他本人尚未确认。
not-confirmed-by-them = 本人尚未确认。
not-confirmed-by-owner = 其所有者尚未确认。
not-confirmed-by-desk = 该部门尚未确认。

## 不指名的答复

gone-title = 这里已经联系不到任何人
advice-gone = <strong>不要使用您从本页留存的地址或号码。</strong>它现在可能已属于别人。
gone-someone-else = 您可以从<directory>名录</directory>中另选一人。
not-found-title = 没有这个页面
not-found = 地址可能输错了，或者从来不是我们的。您可以在<directory>名录</directory>中找到我们的人。
advice-not-found = 如果有人把这个地址当作联系记者的方式给您，在<verify>核对对方是谁</verify>之前，不要写信给他们。
problem-request-title = 无法答复这个请求
problem-request = 您的浏览器以本站不认识的方式提出了请求。请从<directory>名录</directory>重新开始。
problem-wait-title = 一次太多了
problem-wait = 请等一分钟再试。<directory>名录</directory>在一页上列出所有人。
problem-soon-title = 还没有准备好
problem-soon = 本服务器此刻无法答复。请一分钟后再试。
problem-ours-title = 这里出了故障
problem-ours = 这不是您造成的。请稍后再试，或从<directory>名录</directory>开始。

## 渠道种类

kinds-title = 每种渠道隐藏什么、暴露什么
kind-signal-link = Signal，通过链接
kind-signal-username = Signal，通过用户名
kind-signal-number = Signal，通过号码
kind-email = 电子邮件
kind-pgp = PGP 密钥
kind-web-form = 表单
kind-phone = 电话
kind-post = 邮寄
kind-app = 应用
hides = 隐藏
reveals = 暴露
do-first = 先做

## 每种渠道隐藏什么

advice-hides-end-to-end = 只有您和收信人能看到您的消息。
advice-hides-threema = 只有您和收信人能看到您的消息，而且您不需要电话号码。
advice-hides-session = 只有您和收信人能看到您的消息，而且您不需要号码或电子邮件。
advice-hides-simplex = 只有您和收信人能看到您的消息，而且您没有可供追踪的账号。
advice-hides-matrix = 在加密的房间里，只有其成员能看到您的消息。
advice-hides-xmpp = 开启 OMEMO 后，只有您和收信人能看到您的消息。
advice-hides-telegram = 可以对收信人隐藏您的号码。
advice-hides-securedrop = Tor 隐藏您从哪里连接，编辑部自己的服务器不保留关于您的记录。
advice-hides-globaleaks = 在 Tor Browser 中，隐藏您从哪里连接，其他人也无法在途中看到您的举报。
advice-hides-hushline = 其他人无法在途中看到您的消息，而且您不需要账号。
advice-hides-onionshare = Tor 隐藏您从哪里连接，文件直接传到编辑部的电脑。
advice-hides-web-form = 其他人无法在途中看到您的消息。
advice-hides-nothing = 它本身什么也不隐藏。
advice-hides-pgp = 只有密钥的所有者能看到您用它加密的文字和文件。
advice-hides-post = 没有寄件人地址的信不会说明是谁寄的。
advice-hides-app = 取决于该应用，它自己会说明。

## 每种渠道暴露什么

advice-reveals-signal = 对方看到您在 Signal 中的名字，如果您不隐藏，还看到您的号码；Signal 知道您的账号何时建立、最后何时使用。
advice-reveals-whatsapp = Meta 知道您的号码，知道您给谁写信、何时写信；收信人看到您的号码。
advice-reveals-threema = 对方看到您的 Threema ID 和昵称，应用商店知道您有这个应用。
advice-reveals-wire = 对方看到您在 Wire 中的名字，Wire 知道您的电子邮件地址和您给谁写信。
advice-reveals-session = 对方看到您的 Session ID 和显示名称。
advice-reveals-simplex = 对方看到您选择的显示名称，中继服务器可以看到您的网络地址。
advice-reveals-matrix = 您的服务器和对方的服务器知道谁在何时给谁写信，房间名称不加密。
advice-reveals-xmpp = 您的服务器和对方的服务器知道谁在何时给谁写信；没有 OMEMO 时，还知道您写了什么。
advice-reveals-telegram = Telegram 可以看到普通聊天，它们不是端到端加密的；它还知道您的号码和您给谁写信。
advice-reveals-securedrop = 编辑部只看到您写的和发送的内容，包括文件里的名字。
advice-reveals-globaleaks = 在别的浏览器中，您的网络看到您访问了该网站，网站看到您的地址。
advice-reveals-hushline = 在普通浏览器中，您的网络看到您访问了该网站，网站看到您的地址。
advice-reveals-onionshare = 编辑部看到您发送的内容，包括文件里的名字。
advice-reveals-web-form = 您的网络看到您访问了该网站，网站看到您的地址。
advice-reveals-email = 双方的邮件服务商都知道谁在何时给谁写信、关于什么，而且通常能看到内容。
advice-reveals-pgp = 双方的邮件服务商仍然知道谁在何时给谁写信，以及邮件主题。
advice-reveals-phone = 电话公司记录谁在何时、从哪里给谁打了电话，而且能够监听。
advice-reveals-post = 邮戳显示信在何时何地寄出，纸上可能留有打印机标记和指纹。
advice-reveals-app = 应用商店知道您有这个应用，您的网络可能看到您在使用它。

## 发第一条消息之前做什么

advice-first-signal = 在 Signal 的隐私设置中不让任何人看到您的号码，然后开启限时消息，再开始写。
advice-first-signal-username = 在 Signal 的隐私设置中不让任何人看到您的号码，然后用这个用户名开始聊天，并开启限时消息。
advice-first-whatsapp = 关闭聊天备份，否则任何能打开备份的人都能看到聊天。
advice-first-threema = 使用不与任何号码或电子邮件关联的 ID，以及不是您本名的昵称。
advice-first-wire = 用一个专为此事建立的电子邮件地址注册。
advice-first-session = 选一个不是您本名的显示名称，写信前比对完整的 ID。
advice-first-simplex = 以隐身模式连接，这样显示的是随机名称。
advice-first-matrix = 建立一个不含您名字的账号，写信前确认房间已加密。
advice-first-xmpp = 建立一个不含您名字的账号，写信前开启 OMEMO。
advice-first-telegram = 可以的话请用别的渠道；否则请开始秘密聊天并隐藏您的号码，再开始写。
advice-first-securedrop = 在 Tor Browser 中打开，安全级别设为“Safest”，设备和网络都不能是雇主的。
advice-first-globaleaks = 在 Tor Browser 中打开，并把回执号码保存在安全的地方。
advice-first-hushline = 在 Tor Browser 中打开；如果希望得到答复，请留下答复您的方式。
advice-first-onionshare = 在 Tor Browser 中打开；如果没有响应，请稍后再试。
advice-first-web-form = 在 Tor Browser 中打开，网络不能是雇主的。
advice-first-email = 任何机密内容请用别的渠道，或用新地址并从不属于雇主的网络发送。
advice-first-pgp = 将完整的指纹与本页的比对，不要在主题中写任何机密内容。
advice-first-phone = 如果这通电话不能让人知道，绝不要用您自己的或雇主的电话拨打。
advice-first-post = 不写寄件人地址，不在工作场所打印任何东西，使用远离家和工作场所的公共邮筒。
advice-first-app = 从官方商店安装到您自己的设备上，并阅读它关于隐私的说明。

## 安全：对所有人都适用

safety-title = 安全
advice-safety-deck = 没有任何工具能保证没人发现您。好的习惯会让这件事难得多。
advice-always-title = 始终
advice-always-device = 使用雇主不拥有、不管理、不付费的设备、账号和网络。不在工作场所，也不用那里的 Wi-Fi。
advice-always-search = 如果访问本身就可能被用来对付您，就不要用带有您名字的账号或设备搜索我们、关注我们或打开我们的页面。
advice-always-contacts = 不要把记者的号码存进通讯录，也不要告诉任何人您写过信。
advice-always-updates = 让手机和电脑保持最新。更新会堵住间谍程序进入的漏洞。
advice-always-check = 只写给您自己在这里找到的联系方式。如果有记者先写信给您，回复之前先核对对方是谁。

## 安全：三种处境

advice-situations = 哪一种是您的处境？如果不确定，请按更谨慎的那种。
advice-tip-title = “我有一个问题或一条线索”
advice-tip = 即使有人知道您写过信，您也不会遇到什么坏事。请用记者列出的渠道，按这个顺序：
advice-tip-messenger = Signal，或另一种只有你们两人能看到消息的通讯软件。
advice-tip-form = 表单，或 SecureDrop。
advice-tip-email = 电子邮件、电话或邮寄，用于可以让人知道的内容。传送电子邮件的公司通常能看到它，并且会保留它。
advice-job-title = “我的工作可能有危险”
advice-job = 您的雇主可能会查找是谁跟我们谈过：查它的邮件、电话、电脑和门禁记录。请用列出的渠道，按这个顺序：
advice-job-securedrop = SecureDrop，或在 Tor Browser 中打开的表单。您不必说明您是谁，对我们也不必。
advice-job-signal = 在您自己的手机上用 Signal，按下文所述设置，用链接或用户名，尽量不用号码。
advice-job-post = 邮寄，不写寄件人地址。
advice-job-never = 不用电子邮件，不打电话，也不用任何知道您工作号码或地址的聊天账号。
advice-freedom-title = “我的安全或自由可能有危险”
advice-freedom = 不要着急。一周的准备可能比任何程序都重要。然后按这个顺序：
advice-freedom-lawyer = 在跟我们谈之前，请考虑先跟熟悉这一领域的律师谈。在许多国家，您对律师说的话受法律保护。
advice-freedom-securedrop = SecureDrop，在安全级别为“Safest”的 Tor Browser 中，用只有您使用的电脑，通过与您的名字无关的网络。Tails 系统不会在电脑上留下痕迹。请把地址输入 Tor Browser，绝不要在别处打开。
advice-freedom-post = 邮寄：用远离家和工作场所的公共邮筒，并把手机留在家里。
advice-freedom-signal = 只有在以上两者都不可能时才用 Signal。它隐藏您写的内容，但电话公司知道您的手机在哪里，从您手中拿走手机的人可能会看到内容。
advice-freedom-never = 别无其他：不用电子邮件，不打电话，不用其他通讯软件。

## 安全：Signal

advice-signal-title = 在第一条消息之前设置好 Signal
advice-signal-number = 在“设置”“隐私”“电话号码”中，把谁能看到您的号码设为“没有人”，把谁能通过号码找到您也设为“没有人”。
advice-signal-name = 选一个不是您本名的个人资料名称，不放照片。如果要让别人给您写信，请给他们用户名，不要给号码。
advice-signal-lock = 在“设置”“账号”中开启注册锁。这样，即使有人夺走您的号码，也无法借此夺走您的账号。如果您七天没有使用 Signal，注册锁就会失效。
advice-signal-disappearing = 写信之前为聊天开启限时消息。它会删除双方在 Signal 中保留的内容，但删除不了别人复制或拍下的内容。
advice-signal-notifications = 让通知既不显示名字也不显示消息，不要关联别人也使用的电脑。

## 安全：间谍程序

advice-spyware-title = 如果可能有国家在追踪您
advice-spyware = 一些政府使用能够控制手机的间谍程序，有时您一下都不用点。那时任何通讯软件都没有用：他们在屏幕上跟您一起看。
advice-spyware-updates = 系统和应用的每个更新，在发布当天就安装。
advice-spyware-lockdown = 开启锁定模式（iPhone）或高级保护（Android 16 及以上）。
advice-spyware-restart = 每天重启手机。许多这类程序在重启后就不在了，但可能会再来。
advice-spyware-links = 不要打开您没有预料到的链接或文件，不管看起来是谁发的。
advice-spyware-warning = 如果 Apple、Google 或 WhatsApp 警告您遭到国家攻击，请相信它，并用另一台设备向懂得此事的团体求助。
advice-spyware-leave = 与我们见面或寄信时，把手机留在家里。关机是不够的。

## 安全：文件

advice-documents-title = 文件、照片和打印
advice-documents-few = 想一想还有谁有同一份文件。如果人很少，不管您怎么发送，它都会指向您。
advice-documents-records = 在工作场所，打开、复制、转发和打印常常会被记录姓名和时间。在问过我们怎么做之前，不要在工作场所做这些事。
advice-documents-print = 许多彩色打印机会在每页上打出没人看得见的点：哪台打印机，什么时候。办公室的打印机会保留记录。
advice-documents-photograph = 照片里有时间、手机型号，常常还有地点，而且拍到的可能不止是纸面：倒影、水印、您的笔迹、窗口的名称。
advice-documents-metadata = 文件里有作者的名字、时间和以前的版本。请删去您能删的，或在发送之前问我们怎么做。
advice-documents-post = 寄信时：用普通的纸和信封，不手写，用现金买足够的邮票，不写寄件人地址，不用快递。纸会留下指纹。

## 核对留存的联系方式

verify-deck = 一个错的数字、一张旧名片或一个冒名者，都可能把您的消息带给不该看到的人。
verify-kept-title = 您留存的联系方式或名片
advice-kept-address = 自己输入本站的地址，并逐个字母地读一遍：{ $address }
advice-kept-find = 打开<directory>名录</directory>，找到那个人。所有人都在一起，所以查看并不告诉任何人您要找谁。
advice-kept-compare = 比对每个数字和字母。PGP 密钥要比对完整的指纹，绝不要只看最后几位。
advice-kept-differs = 只要有一点不同，或那个人已经不在了，就不要使用您留存的内容。请删除它。
verify-kept-when = 第一次写信给某人之前这样做，过了一个月再做一次。通讯录里的名片是副本：联系方式变了，它不会跟着变。

## 有人先写信给您

verify-reverse-title = 有人先写信给您
verify-reverse-question = “有人写信给我，说她是你们的记者。真的是她吗？”您不用问任何人就能知道：
advice-reverse-wait = 先不要回复。不要打开对方发来的任何链接或文件。
advice-reverse-search = 在本页搜索给您写信的号码、地址、用户名或指纹：按 Ctrl 和 F；在 Mac 上按 Command 和 F；在手机上用浏览器菜单里的“在页面中查找”。输入时去掉空格和连字符：下面的列表也以这种写法列出每个联系方式。在页面内搜索不会离开您的设备。
advice-reverse-offline = 也可以在<take-along>随身文件</take-along>中搜索，它无需网络。
advice-reverse-found = 如果找到了，看看它是谁的，并完整比对。来电号码和发件人地址都可以伪造，所以不要回复：请您自己写给列出的联系方式。
advice-reverse-not-found = 如果没有找到，不要回复。请通过这里列出的渠道问那个人或某个部门，是不是他们。只在个人页面上而不在列表里的联系方式也一样。
advice-lookalike-title = 冒名者会改动什么
advice-lookalike-letters = 用一个字母代替另一个：用 l 代替 I 或 1，用 O 代替 0，用 rn 代替 m，或用另一种字母表中看起来一样的字母。
advice-lookalike-additions = 多一个符号：一个点、一个数字、一条下划线，或“desk”“press”这样的词。
advice-lookalike-ending = 地址的结尾：用 .co 代替 .com，或把我们的名字放在别人的名字前面。
advice-lookalike-picture = 名字和照片什么也证明不了：谁都可以随意选用。
advice-never-ask = 我们绝不会向您要密码、发给您的验证码或钱。
advice-file-found = 如果给您写信的联系方式在本文件中，请完整比对，并自己写给它，不要回复。如果不在，不要回复：请通过本文件中的联系方式问是不是那个人。
verify-command = 如果您会用命令行：{ $command } 可以在您保存的名录副本中查找联系方式，无需网络。
handles-title = 每个列出的联系方式的各种写法
handles-elsewhere = 联系方式太多，本页放不下。它们在<take-along>随身文件</take-along>中：请在那里搜索。
verify-month-title = 确认月份是什么意思
verify-month = “于{ $month }确认”表示该联系方式的所有者在那个月说过，通过它能联系到自己。我们写月份而不写日期，因为日期会让别人知道某人何时不在。

## 隐私：我们保留什么

privacy-deck = 这个联系页面保留读者的哪些信息，以及别人仍能看到什么。
privacy-keep-title = 我们保留什么
privacy-nothing = 提供这些页面的程序不在磁盘上写任何关于读者的内容：没有地址，没有浏览器，没有页面，没有访问时间，日志里没有，表里也没有。
privacy-counters = <strong>它统计</strong>每类页面被请求的次数，但从不统计是哪个档案，显示时向下取整到十。
privacy-limits = <strong>它减缓洪水般的请求。</strong>为此，它用网络地址和一个秘密生成的代码来统计连接。代码和秘密只在内存中，秘密每十分钟更换一次。
privacy-browser = <strong>它不给您的浏览器</strong> cookie 或脚本，不让它从其他服务器加载任何内容，并请它不保留副本。语言写在页面地址里，不靠猜测。

## 隐私：别人看到什么

privacy-see-title = 别人能看到什么
privacy-network = <strong>您的网络</strong>（雇主、运营商、咖啡馆）看到您访问了本站、何时访问，以及大约传送了多少。从传送量它可以推测您打开的是哪一类页面、用的是哪种语言，但看不出是谁的档案。
privacy-directory = <strong>名录</strong>包含所有人，所以打开它并不说明您要找谁。这是我们最有力的承诺：要紧的时候，请<directory>留在那里</directory>。
privacy-profile = <strong>单个档案的页面</strong>承诺得少一些。对每个档案，以及对不属于任何人的地址，答复的长度都相同。但您的浏览器发送的内容会随地址变长，所以名字的长度可以被看到。
privacy-device = <strong>您自己的设备</strong>可能在历史记录里保留这次访问。隐私窗口有帮助。Tor Browser 帮助更大，它还对您的网络隐藏您访问的网站。
privacy-hosting = <strong>托管本服务器的人</strong>，以及编辑部如果使用了前置公司，都能看到哪些网络地址访问它。前置公司还能看到它传送的内容。
privacy-links = <strong>通往通讯软件或邮件程序的链接</strong>会离开本站。从那里起适用那项服务的规则。

## 隐私：这些页面上的人

privacy-people-title = 这些页面上的人
privacy-people = 这里发布的内容是公开的，任何人都可以复制。电话或 WhatsApp 号码、照片和人称代词，只有在记录了本人同意之后才会显示。

## 日期和月份

date-01 = { $year }年1月{ $day }日
date-02 = { $year }年2月{ $day }日
date-03 = { $year }年3月{ $day }日
date-04 = { $year }年4月{ $day }日
date-05 = { $year }年5月{ $day }日
date-06 = { $year }年6月{ $day }日
date-07 = { $year }年7月{ $day }日
date-08 = { $year }年8月{ $day }日
date-09 = { $year }年9月{ $day }日
date-10 = { $year }年10月{ $day }日
date-11 = { $year }年11月{ $day }日
date-12 = { $year }年12月{ $day }日
month-01 = { $year }年1月
month-02 = { $year }年2月
month-03 = { $year }年3月
month-04 = { $year }年4月
month-05 = { $year }年5月
month-06 = { $year }年6月
month-07 = { $year }年7月
month-08 = { $year }年8月
month-09 = { $year }年9月
month-10 = { $year }年10月
month-11 = { $year }年11月
month-12 = { $year }年12月
