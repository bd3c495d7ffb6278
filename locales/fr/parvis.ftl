## Fixed names
role-sa-administrator = Administrateur du compte Smart
role-sa-approver = Approbateur du compte Smart
role-sa-user = Utilisateur du compte Smart
role-sa-viewer = Lecteur du compte Smart
role-va-administrator = Administrateur de compte virtuel
role-va-user = Utilisateur de compte virtuel
role-va-viewer = Lecteur de compte virtuel
right-request-decide = décider des demandes d’accès
right-account-edit = modifier les propriétés du compte
right-agreement-accept = accepter les accords
right-member-view = voir qui a accès
right-member-manage = donner et retirer des accès
right-virtual-account-create = créer des comptes virtuels
right-virtual-account-edit = modifier les comptes virtuels
right-group-manage = gérer les groupes
right-use = travailler avec ce que possède le compte
right-view = consulter ce que possède le compte
right-event-view = lire le journal des événements
right-notification-manage = choisir des adresses de notification supplémentaires
access-request-pending = En attente
access-request-approved = Approuvée
access-request-denied = Refusée
access-request-withdrawn = Retirée
access-request-expired = Expirée
denial-not-known = Personne inconnue
denial-wrong-account = Mauvais compte
denial-wrong-role = Mauvais rôle
denial-needs-sponsor = Parrainage nécessaire
denial-other = Autre motif
denial-contract-ended = Le contrat a pris fin
denial-type-not-offered = Le contrat ne prévoit pas ce type d’accès
smart-account-customer = Client
smart-account-holding = Holding
smart-account-pending = Pas encore actif
smart-account-active = Actif
smart-account-suspended = Suspendu
smart-account-unrestricted = Toute personne qui connaît l’identificateur voit le nom et le type
smart-account-restricted = Masqué aux personnes extérieures
support-case-open = Ouvert
support-case-answered = Attend son auteur
support-case-closed = Fermé
support-case-solved = Résolu
support-case-low = Basse
support-case-normal = Normale
support-case-high = Haute
support-case-urgent = Urgente

## Around every page
layout-skip = Aller au contenu
layout-language = Langue
layout-colon = {"\u00A0:"}
layout-crumbs = Vous êtes ici
layout-help = Aide
layout-privacy = Confidentialité
layout-contacts = Contacts
layout-site-map = Plan du site
layout-terms = Conditions d’utilisation
layout-legal-notice = Mentions légales
layout-accessibility-full = Accessibilité : totalement conforme
layout-accessibility-partial = Accessibilité : partiellement conforme
layout-accessibility-none = Accessibilité : non conforme
layout-accessibility-not-stated = Accessibilité : non déclarée
layout-manage-account = Gérer mon compte
layout-profile = Profil
layout-comma = ,

## Home
home-title = Accueil
home-sentence = Demandez l’accès aux comptes de votre entreprise, et sachez qui a répondu.
home-morning = Bonjour, { $name }
home-afternoon = Bonjour, { $name }
home-evening = Bonsoir, { $name }
home-lead = Tout ce que vos rôles vous ouvrent, au même endroit.
home-waiting = { $count ->
    [one] Vous avez une demande en attente de réponse.
   *[other] Vous avez { $count } demandes en attente de réponse.
}
tile-open = Ouvrir
tile-shut = aucun de vos rôles ne l’ouvre
tile-by-contract = Demander par un contrat

## Signing in
session-log-in = Se connecter
session-log-out = Se déconnecter
session-create-account = Créer un compte
session-forgotten = Identifiant ou mot de passe oublié ?
session-cannot = Je ne peux pas me connecter : écrire à l’assistance
session-name = Identifiant ou adresse e-mail
session-password = Mot de passe
session-both-needed = Saisissez votre identifiant ou votre adresse e-mail, et votre mot de passe.
session-wrong = Cet identifiant ou cette adresse e-mail ne va pas avec ce mot de passe. Réessayez, ou choisissez un nouveau mot de passe.
session-too-many = { $minutes ->
    [0] Trop de tentatives. Attendez quelques secondes, puis réessayez.
    [one] Trop de tentatives. Attendez une minute, puis réessayez ; ou faites-vous envoyer un lien par courriel, sous « Identifiant ou mot de passe oublié ? ».
   *[other] Trop de tentatives. Attendez { $minutes } minutes, puis réessayez ; ou faites-vous envoyer un lien par courriel, sous « Identifiant ou mot de passe oublié ? ».
}

## Signing up, and finding back in
sign-up-lead = Dites-nous qui vous êtes. Nous envoyons un lien à votre adresse ; vous y choisirez votre identifiant et votre mot de passe.
sign-up-email-hint = Celle que vous utilisez au travail : les administrateurs la voient quand vous demandez l’accès.
sign-up-continue = M’envoyer le lien
sign-up-known = J’ai déjà un compte
sign-up-sent-words = Nous avons envoyé un lien à cette adresse. Suivez-le dans les deux jours. Rien après quelques minutes ? Regardez dans les courriels indésirables, ou vérifiez l’adresse et réessayez.
sign-up-confirm = Terminez la création de votre compte
sign-up-confirm-lead = L’adresse { $email } est bien la vôtre. Choisissez comment vous vous connecterez.
sign-up-welcome = Votre compte est prêt.
mail-check = Consultez vos courriels
link-dead = Ce lien ne fonctionne plus
link-too-many = { $minutes ->
    [0] Trop de tentatives. Attendez quelques secondes, puis réessayez.
    [one] Trop de tentatives. Attendez une minute, puis réessayez.
   *[other] Trop de tentatives. Attendez { $minutes } minutes, puis réessayez.
}
link-dead-words = Il a déjà servi, ou il est trop ancien. Demandez-en un nouveau.
forgot-lead = Saisissez ce dont vous vous souvenez. Si nous le reconnaissons, nous vous envoyons votre identifiant et un lien pour choisir un nouveau mot de passe.
forgot-send = M’envoyer un lien
forgot-sent-words = Si nous connaissons cet identifiant ou cette adresse, un courriel est en route. Rien après quelques minutes ? Essayez une autre adresse que vous avez pu utiliser.
set-up-title = Mise en place de Parvis
set-up-lead = Vous êtes le premier opérateur. Les opérateurs créent les comptes et s’occupent des courriels et des demandes restées sans réponse.
set-up-link-dead = Il a déjà servi, ou il date de plus d’un jour. S’il n’y a pas encore d’opérateur, le prochain démarrage de Parvis en affiche un autre.
set-up-email-hint = Un lien y est envoyé. L’adresse est à vous dès que vous l’aurez suivi.
set-up-welcome = Votre compte est prêt. Suivez le lien envoyé à votre adresse dès que les courriels partent.

## Passwords
password-hint = Au moins { $least } caractères. Quelques mots que personne n’assemblerait sont faciles à retenir et difficiles à deviner.
password-new = Nouveau mot de passe
password-current = Mot de passe actuel
password-choose = Choisir un nouveau mot de passe
password-choose-lead = Vos autres sessions seront fermées.
email-take-back = Annuler le changement d’adresse
email-take-back-lead = Vos courriels arrivent de nouveau à { $email }. Vous choisissez un nouveau mot de passe, et toutes les sessions ouvertes à votre nom sont fermées.
email-taken-back = Vos courriels arrivent de nouveau à l’ancienne adresse, et votre nouveau mot de passe est enregistré.
email-take-back-taken = Quelqu’un d’autre utilise maintenant cette adresse. Demandez aux responsables de cette installation d’en mettre une autre qui est à vous.
password-save = Enregistrer le mot de passe
password-saved = Votre nouveau mot de passe est enregistré. Vos autres sessions sont fermées.
password-too-short = Utilisez au moins { $least } caractères.
password-too-long = Utilisez au plus { $most } caractères.
password-too-easy = Ce mot de passe est facile à deviner. Ajoutez un mot ou deux.
password-wrong = Ce n’est pas votre mot de passe actuel.

## Profile
profile-title = Gestion du profil
profile-manage = Gérer le profil
profile-your = Votre profil
profile-update = mettre à jour votre profil
profile-about = À propos de vous
profile-organisation = Société ou organisation
profile-full-name = Nom complet
profile-email = Adresse e-mail
profile-user-id = Identifiant
profile-user-id-hint = De 2 à 64 caractères : lettres de a à z, chiffres, points, traits d’union ou traits de soulignement.
profile-user-id-taken = Quelqu’un utilise déjà cet identifiant. Choisissez-en un autre.
profile-phone = Téléphone
profile-time-zone = Fuseau horaire
profile-save = Enregistrer
profile-saved = Votre profil est enregistré.
profile-why = Les administrateurs voient votre profil quand vous demandez l’accès.
own-data-title = Vos données
own-data-download = Télécharger vos données
own-data-lead = Un fichier (JSON) avec tout ce qui est conservé ici à votre sujet : votre profil et vos adresses, vos rôles et accès, vos demandes et ce qui a été décidé, vos messages, vos dossiers d’assistance, les invitations, les courriels qui vous ont été envoyés, vos sessions, vos préférences, et ce que le journal des événements dit de vous et de ce que vous avez fait.
own-data-without = N’y figure pas ce qui appartient à d’autres : ce que les personnes qui décident et l’assistance se disent entre elles, et qui a revu quoi. Votre téléchargement est noté dans le journal des événements.
own-data-button = Télécharger le fichier
own-data-file = Tout ce que { $address } conserve à votre sujet. Les dates et heures sont en UTC.
own-data-erasure = Rectification et effacement
own-data-erasure-words = Vous corrigez vous-même votre profil et votre adresse. Après votre départ, les personnes qui gèrent ce service peuvent effacer vos données : ouvrez un dossier d’assistance et demandez-le.
profile-no-email = Pas encore d’adresse
profile-new-email = Nouvelle adresse e-mail
profile-email-change = Changer l’adresse
profile-email-sent = Un lien est en route vers la nouvelle adresse. Vos courriels y parviendront dès que vous l’aurez suivi.
profile-email-confirm = Utiliser cette adresse
profile-email-confirm-lead = Vos courriels arriveront désormais à l’adresse qui a reçu ce lien.
profile-email-dead = Il a déjà servi, ou il est trop ancien. Demandez de nouveau le changement dans votre profil.
profile-email-saved = Vos courriels arrivent maintenant à la nouvelle adresse.
profile-email-taken = Cette adresse appartient à un autre compte utilisateur. Connectez-vous avec celui-là, ou utilisez une autre adresse.
email-verified = vérifiée

## Forms
form-submit = Soumettre
form-cancel = Annuler
form-change = changer
form-faults = Quelque chose demande votre attention
form-fault-of = { $field } : { $fault }
form-fault-of-question = { $field } { $fault }
form-stands = On y lit maintenant « { $value } ».
form-stands-empty = Ce champ est vide à présent.
field-optional = facultatif
field-missing = Remplissez ce champ.
field-email = Saisissez une adresse e-mail, par exemple nom@entreprise.example.
field-phone = Saisissez un numéro de téléphone en chiffres, par exemple +33 4 72 00 00 00, ou laissez ce champ vide.
field-date = Saisissez une date sous la forme année-mois-jour, par exemple 2027-03-31.
field-date-missing = Choisissez une date.
field-date-passed = Cette date est passée. Choisissez-en une plus tardive.
field-too-short = Écrivez au moins { $least } caractères ; vous en avez { $found }.
field-too-long = Écrivez au plus { $most } caractères ; vous en avez { $found }.
field-not-showable = Ce texte contient des caractères impossibles à afficher. Saisissez-le au clavier plutôt que de le coller.
counter-remaining = { $n ->
    [one] { $n } caractère restant
   *[other] { $n } caractères restants
}
counter-remaining-one = {"{n}"} caractère restant
counter-remaining-other = {"{n}"} caractères restants
counter-over = { $n ->
    [one] { $n } caractère de trop
   *[other] { $n } caractères de trop
}
counter-over-one = {"{n}"} caractère de trop
counter-over-other = {"{n}"} caractères de trop
pager = Pages
pager-first = Revenir au début
pager-next = Page suivante
filter-all = Tous
filter-apply = Filtrer
filters = Filtres
filters-set = { $count ->
    [one] Filtres ({ $count } choisi)
   *[other] Filtres ({ $count } choisis)
}

## Access management
access-management = Gestion des accès
access-services = Services et assistance
access-smart-accounts = Comptes Smart
access-tab-title = { $tab } – Gestion des accès
access-back-to-profile = Retour à la gestion du profil
access-view-requests = Afficher vos demandes d'accès
access-view-requests-lead = Demandez à entrer dans un compte, et voyez ce que sont devenues vos demandes.
access-your-accounts = Vos comptes Smart
access-no-accounts = Vous n’avez encore aucun rôle dans un compte Smart. Demandez l’accès à un compte, et il apparaîtra ici.
access-type-smart-account = Compte Smart
deciders-smart-account = Administrateurs du compte Smart
# Ceux qui décident, dans une phrase : qui nous relançons, et à qui l’on écrit.
deciders-named = les administrateurs
deciders-named-support = l’assistance
deciders-named-programme = les décideurs du programme
deciders-named-to = aux administrateurs
deciders-named-to-support = à l’assistance
deciders-named-to-programme = aux décideurs du programme
deciders-support = Assistance
deciders-programme = Décideurs du programme
role-until = jusqu’au { $date }
role-allows = Vous permet de :
role-allows-on-part = Sur ce compte virtuel et ceux qu’il contient, vous permet de :
programme-access = Accès
contract-requests = Demandes de contrats
contract-ask = Demander l'accès à un contrat
contract-ask-lead = Un seul numéro suffit : celui du contrat, l’identifiant de facturation ou le numéro de série d’un produit couvert.
contract-ask-section = Le contrat
contract-asked-number = Numéro de contrat, identifiant de facturation ou numéro de série
contract-asked-number-hint = Lettres et chiffres ; les espaces, les traits d’union et les majuscules ne comptent pas
contract-asked-access = Type d'accès
contract-access-added = { $number } : vous avez désormais accès.
contract-access-held = { $number } : vous aviez déjà cet accès. Il est accordé de nouveau, et sa nouvelle fin figure ci-dessous.
contract-access-denied = { $number } : la demande est refusée. La raison figure ci-dessous.
next-evaluated = Ce qui est connu du numéro est aussitôt comparé à votre adresse électronique.
next-support-decides = Si cela ne suffit pas, l’assistance décide.
entitlement-given = Accès accordé
entitlement-renew = Renouveler
entitlement-renewed = Accès renouvelé.
taking-away = Retirer l’accès
taking-away-link = Retirer
taking-away-at-once = L’accès prend fin aussitôt : ce qu’il ouvrait est fermé. Ce qui a été donné par d’autres demandes reste.
taking-away-told = La personne est prévenue par courriel : que vous l’avez retiré, quand et pourquoi.
taking-away-again = Elle peut le redemander. Il n’est alors accordé que par une personne qui décide, jamais aussitôt.
taking-away-words = Pourquoi le retirez-vous ?
taking-away-hint = De { $least } à { $most } caractères. La personne lit ce texte tel quel.
taking-away-send = Retirer l’accès
taking-away-done = L’accès de { $name } a pris fin ; un courriel l’en informe.
programme-requests = Demandes : { $name }
programme-ask = Demander l’accès
programme-held = Vos accès
programme-identifier-hint = Par exemple { $example }
programme-identifier-fault = La forme ne convient pas ; majuscules et traits d’union comptent. Exemple : { $example }
answer-missing = Choisissez une réponse.
answer-needed = Donnez une réponse.
answer-date-missing = Indiquez la date.
answer-access-missing = Choisissez l’accès.
answer-year-out-of-range = Indiquez un jour compris entre { $first } et { $last } : vérifiez l’année.
answer-not-offered = Choisissez l’une des réponses proposées.
answer-yes = Oui
answer-no = Non

## Asking
access-request-new = Demander l'accès à un compte Smart existant
access-request-ask = Demander l'accès
access-request-lead = Demandez l’accès à un compte Smart ou à un compte Holding qui existe déjà. Vous recevrez par courriel la réponse des administrateurs.
access-request-check-profile = Ces informations seront envoyées { $to }, pour la décision. Vérifiez qu’elles sont exactes avant d’envoyer.
access-request-check-profile-again = Votre profil ci-dessus accompagne la demande : vérifiez-le avant d’envoyer.
access-request-list = Vos demandes d'accès
access-request-none = Vous n’avez encore rien demandé. Vous pourrez suivre vos demandes ici.
access-request-no-mail = Pas de courriel ? C’est que personne n’a encore décidé. Nous relançons les personnes qui décident, et vous pouvez le faire aussi.
access-request-reason = Motif de la demande
access-request-reason-hint = Dites ce que vous devez faire et pour qui. De { $least } à { $most } caractères.
access-request-send = Envoyer la demande
access-request-see = Voir votre demande
access-request-see-decision = Voir cette décision
access-request-denied-before = Vous avez déjà fait une demande, et la réponse était non.
account-domain-section = Identificateur de domaine de compte Smart
account-domain-identifier = Identificateur de domaine de compte
account-name = Nom du compte
account-type = Type de compte
account-status = État
account-visibility = Visibilité
account-aliases = Autres identificateurs
account-your-roles = Vos rôles
account-already-member = Vous faites déjà partie de ce compte. Vous pouvez demander davantage.
account-not-shown = Aucun nom ne s’affiche pour cet identificateur. Vérifiez son orthographe ; si elle est bonne, envoyez votre demande.
identifier-hint = Le nom de domaine sous lequel le compte est connu, par exemple entreprise.example. Vos administrateurs peuvent vous l’indiquer.
identifier-empty = Saisissez l’identificateur de domaine du compte, par exemple entreprise.example.
identifier-spaces = Un identificateur ne contient pas d’espaces. Saisissez-le sous la forme entreprise.example.
identifier-address = C’est une adresse web. Saisissez seulement le domaine qu’elle contient, par exemple entreprise.example.
identifier-email = C’est une adresse e-mail. Saisissez seulement ce qui suit l’arobase (@), par exemple entreprise.example.
identifier-number = Un identificateur est un nom, pas un nombre. Saisissez-le sous la forme entreprise.example.
identifier-too-long = C’est plus long que tout identificateur. Saisissez un nom comme entreprise.example.
identifier-empty-label = Un point se trouve au début ou juste après un autre. Saisissez l’identificateur sous la forme entreprise.example.
identifier-hyphen = Aucune partie d’un identificateur ne commence ni ne finit par un trait d’union. Saisissez-le sous la forme mon-entreprise.example.
identifier-single-label = Un identificateur contient au moins un point. Saisissez-le sous la forme entreprise.example.
identifier-not-allowed = Un identificateur se compose de lettres, de chiffres, de traits d’union et de points. Saisissez-le sous la forme entreprise.example.
identifier-suggestion = Vous vouliez peut-être dire
identifier-too-many = Vous avez cherché beaucoup d’identificateurs. Attendez une heure, ou demandez le bon à vos administrateurs.
wish-summary = Préciser la portée, le rôle ou la durée
wish-role = Rôle souhaité
wish-any-role = Laisser les administrateurs choisir
wish-any-scope = Laisser les administrateurs choisir
wish-no-role = Accès, avec un rôle au choix des administrateurs
wish-until = Jusqu’au
wish-until-latest = Le { $date } au plus tard
decision-until-latest = Le { $date } au plus tard ; sans indication, ce jour-là
wish-on = { $role } – { $scope }
wish-entire = Compte Smart entier
wish-until-words = { $what }, jusqu’au { $date }
next-title = Et ensuite ?
next-decided-by = Qui décide : { $who }
next-told = Les administrateurs sont prévenus aussitôt.
next-deciders-told = Les personnes qui décident sont prévenues aussitôt.
next-decided = L’un d’eux décide, et nous vous envoyons la réponse.
next-reminded = Sans réponse, nous les relançons aux jours { $days }.
next-escalated = Au jour { $day }, un opérateur prend le relais.
sent-title = Demande d'accès envoyée
sent-told = { $count ->
    [one] Votre demande est en route vers l’administrateur du compte { $identifier }.
   *[other] Votre demande est en route vers { $count } administrateurs du compte { $identifier }.
}
sent-told-someone = Votre demande est en route vers les administrateurs du compte { $identifier }.
sent-told-deciders = Votre demande pour { $identifier } est en route vers { $who }.
sent-no-decider = Personne ne peut décider pour { $identifier } en ce moment : votre demande a donc été transmise aux opérateurs.
sent-what-next = Votre demande va être examinée. Vous recevrez un courriel dès qu’elle aura reçu une réponse.
sent-what-next-told = { $count ->
    [one] Vous recevrez un courriel dès que l’administrateur aura décidé.
   *[other] L’un d’eux décidera, et vous recevrez un courriel.
}
sent-what-next-operators = Ils vont chercher qui peut y répondre. Vous recevrez un courriel dès qu’il y aura une réponse.
sent-remind-from = Vous pourrez les relancer à partir du { $date }.

## Following a request
access-request-title = Votre demande d’accès
access-request-waiting = Personne n’a encore décidé. Vous n’avez rien à faire : nous relançons { $who } et vous écrivons dès qu’il y a une réponse.
access-request-asked = Accès demandé
access-request-granted = Accès accordé
access-request-differs = différent de la demande
message-title = Message { $to }
message-lead = Votre message fait partie de la demande. Les personnes qui peuvent décider sont prévenues par courriel ; vous ne voyez pas leurs adresses, et le délai de la demande continue de courir. Vous pouvez écrire une fois par jour.
message-field = Votre message
message-hint = De { $least } à { $most } caractères.
message-send = Écrire { $to }
message-sent = Votre message est transmis aux personnes qui peuvent décider.
message-from = Vous avez déjà écrit. Vous pourrez écrire de nouveau à partir du { $from }.
request-administrators = Qui peut décider
request-administrators-more = { $count ->
    [one] { $names } et une autre personne
   *[other] { $names } et { $count } autres personnes
}
access-request-actions = Ce que vous pouvez faire
access-request-again = Demander à nouveau
access-request-again-from = Vous pourrez redemander la même chose à partir du { $from }.
request-decided-by = Qui décide
entitlement-open = Ouvrir { $name }
sent-held = Vous avez déjà cet accès : { $what }. Si la demande est approuvée, ce qu’elle accorde le remplacera.
message-too-late = La demande a été décidée avant l’arrivée de votre message : il n’a pas été envoyé et personne ne le lira. Votre texte reste ici pour que vous puissiez le garder.
access-request-stuck = Besoin d’aide ?
access-request-questions = Des questions ?
action-view = Afficher
action-remind = Envoyer un rappel
action-remind-from = à partir du { $date }
action-withdraw = Retirer
reminder-sent = Votre rappel est en route.
withdrawal-done = Votre demande est retirée.
timeline-title = Suivi de la demande
timeline-sent = La demande a été envoyée.
timeline-approved = Approuvée.
timeline-you-are-evaluated = Approuvée aussitôt, d’après ce qui est connu du contrat et de vos adresses.
timeline-approved-by = Approuvée par { $name }.
timeline-approved-by-you = Approuvée par vous.
timeline-approved-evaluated = Approuvée aussitôt : une adresse de la personne appartient à un domaine du contrat.
timeline-denied = Refusée : { $reason }.
timeline-denied-by = Refusée par { $name } : { $reason }.
timeline-denied-by-you = Refusée par vous : { $reason }.
timeline-denied-evaluated = Refusée aussitôt : { $reason }.
timeline-withdrawn = La demande a été retirée.
timeline-expired = Personne n’a répondu à temps, et la demande a expiré.
timeline-nudged = Le demandeur a envoyé un rappel.
timeline-nudged-by-you = Vous avez envoyé un rappel.
timeline-nudged-reached = { $count ->
    [one] Le serveur de messagerie a pris en charge votre rappel à une personne.
   *[other] Le serveur de messagerie a pris en charge votre rappel à { $count } personnes.
}
timeline-nudged-partly = { $count ->
    [one] Votre rappel part à une personne ; son courriel n’a pas encore été accepté.
   *[other] Votre rappel part à { $count } personnes ; { $sent } courriels ont été acceptés jusqu’ici.
}
timeline-reminded = Nous avons relancé { $who }.
timeline-reminded-by-support = L’assistance a relancé les personnes qui décident.
timeline-escalated = Personne n’avait répondu : un opérateur a été prévenu.
timeline-no-decider = Personne ne pouvait décider : les opérateurs ont été prévenus aussitôt.
timeline-expiry-announced = Nous avons annoncé que la demande expire le { $date }.
timeline-expiry-warned = Le demandeur a été averti que la demande va expirer.
timeline-decision-refused = Une décision non permise a été tentée par { $name }.
timeline-decision-refused-for-you = Vous avez tenté une décision non permise.
timeline-will-remind = Ensuite : le { $date }, nous relançons { $who }.
timeline-will-escalate = Si personne ne répond d’ici au { $date }, un opérateur prend le relais.
timeline-will-expire = Si personne ne répond d’ici au { $date }, la demande expire.
timeline-part-gone = { $name } a été supprimé ; la demande continue sans lui.
timeline-entitlement-announced = Nous avons écrit que l’accès prend bientôt fin.
timeline-entitlement-moved = L’accès prend désormais fin après le { $date }.
timeline-entitlement-given-back = L’accès a été rendu.
timeline-entitlement-taken-away = { $name } a retiré l’accès.
timeline-entitlement-taken-away-by-you = Vous avez retiré l’accès.
timeline-entitlement-taken-away-now = L’accès a été retiré.
timeline-entitlement-lapsed = L’accès a pris fin : sa durée est écoulée.
timeline-entitlement-contract-ended = L’accès a pris fin avec le contrat.
timeline-entitlement-replaced = Une approbation ultérieure a remplacé cet accès.
timeline-entitlement-holder-erased = L’accès a pris fin : la personne est partie.
entitlement-state-given-back = accès rendu
entitlement-state-taken-away = accès retiré
entitlement-state-lapsed = accès expiré
entitlement-state-contract-ended = contrat terminé
entitlement-state-replaced = accès remplacé
entitlement-state-holder-erased = personne partie
timeline-last-part-gone = { $name } a été supprimé ; un administrateur du compte choisira ce qui convient.

## Columns
column-identifier = Compte, numéro de contrat, identifiant de facturation ou numéro de série
column-for = Pour
column-access-types = Types d'accès
column-request-date = Date de la demande
column-status = État
column-administrators = Administrateurs
column-actions = Actions
column-name = Nom
column-inside = Rattaché à
column-person = Personne
column-role = Rôle
column-since = Depuis le
column-until = Jusqu’au
column-source = Origine
column-when = Quand
column-what = Quoi
column-about = Concerne
column-who = Qui
column-origin = Par
origin-page = une page
origin-file = un fichier
origin-rule = une règle
origin-system = le système
origin-program = un programme
column-changed = Dernière modification
column-mail-to = Destinataire
column-mail-subject = Objet

## The administrators’ desk
smart-account-manage = Gérer le compte Smart
smart-account-manage-summary = Personnes, comptes virtuels, demandes et journal des événements.
smart-account-manage-none = Vous ne gérez aucun compte Smart. Demandez l’accès à un compte avec le rôle qu’il vous faut.
desk-users = Utilisateurs
desk-users-who = Qui a accès
desk-virtual-accounts = Comptes virtuels
desk-requests = Demandes
desk-access-requests = Demandes d'accès
desk-properties = Propriétés
desk-properties-details = Détails
desk-events = Journal des événements
desk-pending = en attente
desk-asks-for-access = { $name } demande l’accès
desk-no-requests = Aucune demande ici. Vous recevrez un courriel dès que quelqu’un demandera.
virtual-account-default = Par défaut
users-none = Personne n’a encore de rôle ici.
events-none = Rien ne s’est encore passé ici.
group-a = Groupe
lone-administrator = Ce compte n’a qu’un administrateur. Proposez ce rôle à une seconde personne, pour que les demandes aient une réponse quand la première est absente.
source-request = une demande
source-rule = une règle d’automatisation
source-rule-named = la règle { $name }, version { $version }
source-import = import
source-administrator = un administrateur
source-creation = création du compte
decision-actions = Actions disponibles
decision-approve = Approuver
decision-approve-hint = L’accès fonctionne dès que vous soumettez.
decision-decline = Refuser
decision-decline-hint = Le demandeur apprend pourquoi et pourra demander à nouveau plus tard.
decision-scope = Portée de l'accès
decision-entire = Compte Smart entier
decision-entire-hint = Tous les comptes virtuels, y compris les futurs.
decision-selected = Comptes virtuels sélectionnés
decision-selected-hint = Seulement ceux que vous cochez, et ceux qu’ils contiennent.
decision-role = Rôle de l'utilisateur
decision-choose-role = Choisissez un rôle
decision-note = Note au demandeur
decision-note-hint = À lire dans le courriel et sur la page de la demande.
decision-reason = Motif
decision-choose-reason = Choisissez un motif
decision-words = Avec vos mots
decision-outcome-missing = Choisissez d’approuver, de refuser ou de proposer autre chose.
decision-scope-missing = Choisissez sur quoi porte l’accès.
decision-choose-access = Choisissez l’accès
decision-access = Accès
decision-access-missing = Choisissez l’accès à accorder.
decision-role-missing = Choisissez un rôle.
decision-class-missing = Choisissez un motif.
decision-approved = Vous avez approuvé la demande. { $name } a maintenant accès, et reçoit un courriel.
decision-declined = Vous avez refusé la demande. { $name } reçoit un courriel avec votre motif.
decision-not-recorded = Votre décision n’a pas été enregistrée : la demande était déjà réglée.
decision-not-recorded-words = Ce que vous aviez écrit reste ici, pour que vous puissiez le copier :
settled-approved = Demande approuvée par { $name } le { $at }.
settled-approved-by-you = Vous avez approuvé cette demande le { $at }.
settled-approved-evaluated = Demande approuvée sans décision le { $at } : une adresse de la personne appartient à un domaine du contrat.
settled-denied = Demande refusée par { $name } le { $at } : { $reason }.
settled-denied-by-you = Vous avez refusé cette demande le { $at } : { $reason }.
settled-denied-evaluated = Demande refusée sans décision le { $at } : { $reason }.
settled-withdrawn = Le demandeur a retiré cette demande le { $at }.
settled-expired = Cette demande a expiré le { $at } : personne n’avait répondu.
known-title = Ce que l’on sait
known-inside = dans le domaine
known-inside-words = Une adresse vérifiée appartient au domaine { $domain }.
known-outside = autre domaine
known-outside-words = Aucune adresse vérifiée n’appartient au domaine { $domain }.
known-entitled = A déjà d’autres accès
known-entitled-same = Dispose de ce qui est demandé
known-entitled-same-words = Une approbation le remplace, même si elle prend fin plus tôt.
known-number-none = numéro inconnu
known-number-none-words = Aucun numéro de contrat, identifiant de facturation ni numéro de série n’est { $number }.
known-number-several = plusieurs sens
known-number-several-words = Le numéro mène à plusieurs choses : il ne donne d’accès immédiat à personne.
known-number-ended = terminé
known-number-ended-words = Tout ce à quoi mène le numéro est terminé : il ne peut rien donner.
known-number-serial = Numéro de série
known-number-bill-to-words = Il couvre aussi les contrats ajoutés plus tard.
known-number-more = et { $count } de plus
known-contract-no-domain = aucun domaine vérifié
known-contract-no-domain-words = Il ne donne d’accès immédiat à personne.
known-contract-inside-words = Une adresse vérifiée appartient à un domaine du contrat.
known-contract-outside-words = Aucune adresse vérifiée n’appartient à un domaine du contrat.
known-member = a déjà accès
known-member-asked = A déjà ce qui est demandé.
known-member-more = et d’autres rôles
known-member-through = par le groupe { $name }
known-denied = déjà un refus
known-denied-words = Une demande précédente a été refusée le { $date }.
known-first = aucun refus antérieur
known-first-words = Rien n’a encore été refusé ici à cette personne.
roles-allow = Ce que permet chaque rôle

## Operators: accounts and people
smart-account-lapsed = Caduc
source-operator = un opérateur
consequences = Ce que cela entraîne
operator-search = Commence par
operator-none-found = Rien ne commence ainsi. Tapez-en moins, ou choisissez un autre état.
operator-people = Personnes
operator-pending = Demandes en attente
operator-last-seen = dernière visite le
operator-none-reached = Aucun administrateur permanent de ce compte n’est joignable.
operator-another-administrator = Un autre administrateur
operator-name-administrator = Nommer cet administrateur
operator-aliases = Alias
operator-aliases-lead = Vous pouvez donner tout alias qu’aucun autre compte n’a ; assurez-vous que le domaine est le leur.
operator-aliases-save = Enregistrer les alias
operator-invitations-a-day = Invitations par jour
operator-invitations-hint = Combien ce compte, et qui invite pour lui, peut en envoyer. Vide : autant que les comptes de son âge, { $count } aujourd’hui.
operator-invitations-save = Enregistrer le nombre
operator-invitations-saved = Le nombre d’invitations est enregistré.
operator-invitations-wrong = Écrivez un nombre de 0 à { $most }, ou laissez vide.
operator-account-log = Ce qui s’est passé récemment
operator-name-hint = Cette personne peut aussitôt décider et tout gérer dans ce compte. Un courriel l’en informe.
operator-administrator-named = { $name } administre désormais le compte et reçoit un courriel.
operator-administrator-no-mail = Cette personne n’a pas d’adresse e-mail valable. Choisissez quelqu’un de joignable.
operator-suspend = Suspendre le compte
operator-suspend-lead = Tant qu’il est suspendu, le compte n’ouvre rien à personne.
operator-suspend-title = Suspendre { $name } ?
operator-suspend-nothing = Personne ne peut utiliser le compte, y demander l’accès ni approuver une demande.
operator-suspend-pending = { $count ->
    [0] Aucune demande n’est en attente.
    [one] Une demande reste en attente.
   *[other] { $count } demandes restent en attente.
}
operator-suspend-told = Toutes les personnes qui y ont un rôle, et celles qui attendent une réponse, en apprennent la raison par courriel.
operator-suspend-kept = Les rôles et les réglages sont conservés et servent de nouveau dès la réactivation.
operator-suspended = Le compte est suspendu. Les personnes concernées reçoivent un courriel.
operator-reactivate = Réactiver le compte
operator-reactivated = Le compte est de nouveau actif. Les personnes concernées reçoivent un courriel.
operator-reason = Motif
operator-reason-hint = Il figure dans le courriel et dans le journal des événements.
operator-deactivate = Désactiver
operator-deactivate-title = Désactiver { $name } ?
operator-deactivate-reason = Motif
operator-deactivate-reason-hint = Il figure dans le journal des événements. Aucun courriel n’est envoyé.
operator-deactivate-out = Ses sessions se ferment partout, ses liens cessent de servir, et la connexion lui est refusée.
operator-deactivate-requests = Ses demandes sont retirées, et plus aucun courriel ne lui est envoyé.
operator-deactivate-kept = Ses rôles sont conservés et servent de nouveau si vous rétablissez son accès.
operator-deactivate-alone = { $account } n’a pas d’autre administrateur.
operator-events-hint = Ce qui s’est passé dans toute l’installation et ne relève d’aucun compte : personnes, fonctions, mots de passe, choix de notification, demandes sans compte. Ce qui relève d’un compte figure dans son propre journal.
operator-deactivated = Ses sessions sont fermées, et la connexion lui est désormais refusée.
operator-person-reactivate = Rétablir son accès
operator-person-locked-out = Après trop de mots de passe erronés, personne ne peut se connecter sous ce nom pendant un moment, sauf dans les navigateurs où la personne s’est déjà connectée.
operator-person-unlock = Autoriser un nouvel essai
operator-person-unlocked = La connexion peut être retentée tout de suite.
operator-person-reactivated = La connexion lui est de nouveau ouverte, et un courriel l’en informe.
operator-erase = Effacer
operator-erase-title = Effacer { $name } ?
operator-erase-gone = Le profil est vidé : nom, identifiant, organisation, téléphone et adresses électroniques. Le nom, le téléphone et les adresses sont remplacés par « Personne effacée » ou « effacé » partout ailleurs où ils figurent : dans les listes, les textes d’autres personnes, les courriels conservés et le journal des événements. L’adresse et l’identifiant sont de nouveau libres.
operator-erase-words = Ses écrits sont effacés aussi, et ce qui a été dit dans ses demandes et ses dossiers d’assistance.
operator-erase-ends = Tous ses rôles et accès prennent fin, et les invitations en attente à son adresse sont retirées. Son accès ne pourra plus être rétabli.
operator-erase-kept = Ce qui reste : qu’une personne a demandé, décidé, attribué ou reçu un accès, quand, et sous quel numéro interne. Les comptes, groupes, règles et conditions qu’elle a créés restent, sans son nom.
operator-erase-others = Un prénom seul, des initiales ou un identifiant écrits par d’autres ne se distinguent pas de ceux d’autres personnes, et restent. Un homonyme perd aussi son nom dans ce qui a été écrit.
operator-erase-backups = Les sauvegardes antérieures conservent ces données pendant { $days ->
    [one] { $days } jour
   *[other] { $days } jours
} au plus.
operator-erase-backups-unsaid = Les sauvegardes antérieures conservent ces données jusqu’à ce que vous les supprimiez.
operator-erase-for-good = Cette opération est définitive.
operator-erase-user-id = Identifiant de la personne à effacer
operator-erase-user-id-hint = Saisissez { $id } pour confirmer qu’il s’agit bien de cette personne.
operator-erase-user-id-other = Ce n’est pas l’identifiant de cette personne.
operator-erase-button = Effacer définitivement
operator-erased = La personne est effacée. Ce qui en reste dans les textes est recherché ; cela peut prendre quelques minutes.
person-erased = Effacée
person-erased-since = Effacée le
person-erased-ending = Ce que la personne détient prend fin peu à peu ; son profil sera ensuite vidé.
person-erased-underway = Ce qui en reste dans les textes est recherché.
person-erased-done = Plus rien ne dit de qui il s’agissait.
person-active = Active
person-deactivated = Désactivée
person-duties = Fonctions
person-operator = Opérateur
person-support-agent = Agent d’assistance
person-make-operator = Nommer opérateur
person-end-operator = Retirer la fonction d’opérateur
person-operator-hint = Les opérateurs veillent sur les comptes, les personnes et les e-mails, et se nomment entre eux.
person-make-agent = Nommer agent d’assistance
person-end-agent = Retirer la fonction d’agent d’assistance
person-agent-hint = Les agents d’assistance répondent aux dossiers d’assistance, décident des demandes d’accès aux contrats et tiennent les contrats à jour. Quand il n’y en a pas, les opérateurs s’en chargent.
person-duty-given = Cette personne exerce la fonction dès maintenant ; elle en est informée.
person-duty-taken = Cette personne n’exerce plus la fonction ; elle en est informée.
person-email-new = Nouvelle adresse
person-email-hint = Vous vous portez garant qu’elle est bien la sienne. Les deux adresses sont prévenues.
person-email-replace = Remplacer l’adresse
person-email-replaced = L’adresse est remplacée. Les deux adresses sont prévenues.
person-email-free = Libérer l’adresse
person-email-free-hint = La personne qui a cette adresse aujourd’hui pourra s’inscrire ou être invitée, comme une nouvelle personne : elle ne reçoit aucun des rôles détenus ici.
person-email-freed = L’adresse est libre.
absence-title = Votre absence
absence-title-of = Absence de { $name }
absence-operator = Noter une absence
absence-lead = Pendant une absence, les demandes sont envoyées aux autres personnes qui peuvent en décider, et le suppléant, s’il y en a un, décide à la place de la personne absente. L’absence prend fin d’elle-même.
absence-from = Premier jour d’absence
absence-until = Dernier jour d’absence
absence-deputy = Suppléant
absence-deputy-hint = L’identifiant ou l’adresse électronique d’une personne qui a un rôle dans un compte où la personne absente décide. Le suppléant décide des mêmes demandes, rien de plus ; les deux noms sont indiqués.
absence-save = Enregistrer
absence-saved = L’absence est notée.
absence-end = Mettre fin à l’absence
absence-ended = L’absence est terminée.
absence-known = Absence du { $from } au { $until }, sans suppléant.
absence-known-deputy = Absence du { $from } au { $until }. Suppléant : { $name }.
home-standing-in = Pendant l’absence de { $name }, jusqu’au { $until }, vous décidez à sa place :
refusal-own-deputy = Personne ne peut être son propre suppléant. Indiquez quelqu’un d’autre.
refusal-deputy-unknown = Aucune personne ayant cet identifiant ou cette adresse n’a de rôle dans un compte où la personne absente décide. Vérifiez la saisie, ou indiquez quelqu’un d’autre.
refusal-deputy-away = Cette personne est elle-même absente certains de ces jours. Indiquez quelqu’un d’autre, ou d’autres jours.
refusal-absence-ends-first = Le dernier jour précède le premier.
refusal-absence-too-long = Une absence dure un an au plus.
settled-deputy = En tant que suppléant de { $name }.
event-person-absence-set = Une absence a été notée
event-person-absence-begun = Une absence a commencé
event-person-absence-over = Une absence a pris fin
person-email-failing = Les courriels envoyés à { $email } ne vous parviennent pas.
person-email-failing-see = Voir pourquoi, et que faire
person-email-refused = Les courriels à cette adresse sont refusés depuis le { $since } : { $said }
person-email-returned = Un courriel envoyé à cette adresse est revenu le { $since } : { $said }
person-email-failing-means = Tant que cela dure, les demandes dont vous pourriez décider sont envoyées aux autres personnes qui peuvent en décider, ou aux opérateurs. Indiquez une autre adresse, ou dites que les courriels vous parviennent.
person-email-works = Les courriels me parviennent
person-email-works-said = Vos courriels vous sont envoyés comme avant.
person-administers = Administre de façon permanente
person-administers-none = Aucun compte.
person-alone = seule à le faire
event-request-applicant-deactivated = Une demande a été retirée, son auteur ayant été désactivé
timeline-applicant-deactivated = L’auteur de la demande a été désactivé : la demande est donc retirée.
event-person-deactivated = Une personne a été désactivée
event-person-reactivated = L’accès d’une personne a été rétabli
event-person-unlocked = Une personne peut de nouveau tenter de se connecter
event-person-data-taken = Une personne a téléchargé la copie de ses propres données
event-person-erased = Une personne partie a été effacée
event-person-erasure-begun = Effacement d’une personne partie commencé
event-account-status = L’état est passé de « { $before } » à « { $status } »
event-account-status-why = L’état est passé de « { $before } » à « { $status } » : { $reason }
mail-account-suspended-subject = Suspendu : { $account }
mail-account-suspended = Le compte { $account } est suspendu. Jusqu’à sa réactivation, il n’ouvre rien à personne ; nul ne peut y demander l’accès ni approuver une demande. Votre rôle est conservé.
mail-account-reactivated-subject = De nouveau actif : { $account }
mail-account-reactivated = Le compte { $account } est de nouveau actif, et votre rôle sert comme avant.
mail-request-account-suspended = Le compte { $identifier } est suspendu : votre demande attend. Rien n’est perdu.
mail-request-account-reactivated = Le compte { $identifier } est de nouveau actif, et votre demande peut être traitée.
mail-administrator-named-subject = Vous administrez { $account }
mail-administrator-beside-subject = { $account } a un autre administrateur
mail-administrator-beside = Un opérateur a nommé { $name } administrateur de { $account }, à vos côtés.
mail-administrator-named = Un opérateur vous a nommé administrateur de { $account }. Vous pouvez dès maintenant décider des demandes et tout y gérer.
mail-administrator-of-new = Un opérateur a créé le compte { $account } et vous en a fait administrateur. Vous pouvez décider des demandes et tout y gérer.
mail-person-reactivated-subject = Vous pouvez de nouveau vous connecter
mail-person-reactivated = Un opérateur a rétabli votre accès. Vos rôles servent comme avant.
mail-approver-asleep-subject = { $name } ne peut plus accepter d’accords
mail-approver-asleep = { $name } est approbateur du compte Smart { $account } et n’a plus d’adresse vérifiée dans { $domain }. Le rôle ne donne rien tant qu’il n’y en a pas de nouveau. Si { $name } est parti, mettez fin au rôle.
mail-approver-asleep-action = Voir les rôles
mail-operator-appointed-subject = Vous êtes opérateur
mail-operator-appointed = Vous avez été nommé opérateur de cette installation : vous veillez sur les comptes, les personnes et les courriels, et décidez de ce que personne d’autre ne décide.
mail-operator-removed-subject = Vous n’êtes plus opérateur
mail-operator-removed = Vous n’êtes plus opérateur de cette installation. Vos rôles dans les comptes restent les mêmes.
mail-agent-appointed-subject = Vous êtes agent d’assistance
mail-agent-appointed = Vous avez été nommé agent d’assistance de cette installation : vous répondez aux dossiers d’assistance que l’on ouvre.
mail-agent-removed-subject = Vous n’êtes plus agent d’assistance
mail-agent-removed = Vous n’êtes plus agent d’assistance de cette installation. Vos rôles dans les comptes restent les mêmes.
## The event log
events-search = Rechercher
events-search-hint = Nom, identifiant, adresse e-mail, demande ou événement.
events-from = Du
events-to = Au
events-part = Compte virtuel
events-by = Auteur
events-about = Personne concernée
events-person-hint = Identifiant ou adresse e-mail.
events-any = Tout
events-all = Tout afficher
events-date-fault = Indiquez le jour sous la forme année-mois-jour, par exemple 2026-11-22.
events-order-fault = Le dernier jour précède le premier.
events-none-found = Rien de tel dans le journal.
events-none-so-far = Rien de tel dans la partie récente du journal. Continuez pour remonter plus loin.
events-too-many-people = Beaucoup de personnes s’appellent ainsi, et seules les premières ont été cherchées. Saisissez davantage de lettres.
events-too-many-to-export = Trop de personnes portent ce nom : il en manquerait dans le fichier. Précisez le nom, puis téléchargez-le.
part-deleted = { $name } (supprimé)
events-export = Exporter en CSV
events-export-hint = Tout ce que laissent les filtres.
events-export-bom = Pour un tableur qui affiche mal les accents
column-before = Avant
column-after = Après
column-value = Valeur
detail-applicant = Demandeur
detail-by = Par
detail-opened-by = Ouvert par
detail-case = Dossier d’assistance
detail-changes = Ce qui a changé
detail-deputy-of = À la place de
detail-class = Motif
detail-code = Refus
detail-description = Description
detail-event = Événement
detail-granted-by = Donné par
detail-group = Groupe
detail-hanging = En dépendait
detail-id = Numéro
detail-no = non
detail-note = Note au demandeur
detail-number = Nombre
detail-nested = Remontés
detail-other-part = un autre compte virtuel
detail-raw = Tel qu’il est conservé (JSON)
detail-request = Demande
detail-values = Ce qu’il dit
detail-why = Pourquoi
detail-why-lapsed = sa date de fin est arrivée
detail-why-removed = retiré ou rendu
detail-why-given-back = rendu
detail-why-part-deleted = le compte virtuel a été supprimé
detail-why-away = la personne s’est absentée
detail-why-deactivated = la personne a été désactivée
detail-why-right-lost = la personne ne peut plus en décider
detail-why-replaced = donné à nouveau avec une fin plus tardive
detail-words = Dans ses mots
detail-for-support = Au nom de l’assistance
detail-is-told = Demandeur informé
detail-yes = oui
## Virtual Accounts
virtual-account-new = Nouveau compte virtuel
virtual-account-new-inside = Nouveau à l’intérieur
virtual-account-create = Créer le compte virtuel
virtual-account-search = Nom ou étiquette
filter-search = Rechercher
virtual-accounts-none = Il n’y a pas encore de compte virtuel.
virtual-accounts-not-found = Aucun compte virtuel n’a ce nom ou cette étiquette. Essayez un mot plus court.
virtual-account-inside = Placé dans
virtual-account-inside-typed = Le nom d’un compte virtuel, ou rien pour le placer directement dans le compte.
virtual-account-at-top = { $account } (directement)
virtual-account-nested = Contient
virtual-account-description = Description
virtual-account-tags = Étiquettes
virtual-account-tags-hint = Une par ligne, par exemple site=Lyon. { $most } au plus.
virtual-account-preferred-until = Date de fin conseillée
virtual-account-preferred-until-hint = Proposée comme date de fin à qui donne un rôle ici.
virtual-account-visibility = Visibilité à la recherche
virtual-account-offered = Le montrer aux personnes qui demandent l’accès sans être encore membres
virtual-account-offered-yes = Montré aux personnes qui demandent l’accès
virtual-account-offered-no = Montré aux seuls membres
virtual-account-roles = Rôles
virtual-account-people = Personnes ayant un rôle ici
virtual-account-people-note = Les rôles sur ce qui le contient s’y étendent aussi. Les rôles de compte Smart valent pour chaque compte virtuel et figurent sous Utilisateurs.
virtual-account-held-on = Détenu sur
virtual-account-nobody-yet = Personne pour l’instant
virtual-account-edit = Modifier les réglages
virtual-account-change = Réglages de { $name }
virtual-account-saved = { $name } est enregistré.
nothing-changed = Rien n’était différent : rien n’a été changé.
virtual-account-made = { $name } est prêt.
virtual-account-make-default = En faire le compte par défaut
virtual-account-to-deletion = Supprimer…
virtual-account-delete = Supprimer { $name } ?
virtual-account-delete-now = Supprimer
virtual-account-delete-not-yours = Ce que vous pouvez modifier commence à ce compte virtuel : il ne vous revient pas de le supprimer. C’est à un administrateur du compte Smart de le faire.
virtual-account-now-default = { $name } est maintenant le compte virtuel par défaut.
virtual-account-gone = { $name } est supprimé.
virtual-account-name-bar = Retirez le signe | : il sépare les noms dans les fichiers.
tags-too-many = { $most } étiquettes au plus. Retirez-en.
tags-not-a-pair = « { $line } » n’a pas de valeur. Écrivez une clé, = et une valeur, par exemple site=Lyon.
tags-key = « { $line } » : une clé compte au plus 40 signes, parmi les lettres a à z, les chiffres, le point, le trait d’union et le trait de soulignement.
tags-value = { $key } : { $fault }
tags-twice = { $key } figure deux fois. Gardez-en une.
form-save = Enregistrer
step-of = Étape { $number } sur { $all }
step-settings = Réglages
step-people = Personnes
step-review = Vérification
step-on-people = Continuer vers les personnes
step-on-review = Continuer vers la vérification
step-back = Retour
people-lead = Qui doit y travailler dès le début ? Vous pouvez laisser vide.
people-hint = Identifiants ou adresses e-mail, un par ligne. Les adresses de personnes qui n’ont pas encore affaire à ce compte sont invitées par courriel.
people-invited = { $email }, par invitation
people-too-many = { $most } personnes au plus ici. Ajoutez les autres plus tard sous Utilisateurs.
review-lead = Rien n’est encore écrit. Vérifiez, puis créez-le.
deletion-lead = C’est sans retour. Voici ce qui s’ensuit :
deletion-nested = { $count ->
    [0] Il ne contient rien
    [one] Un compte virtuel remonte dans { $place }
   *[other] { $count } comptes virtuels remontent dans { $place }
}
deletion-roles = { $count ->
    [0] Aucun rôle ne prend fin
    [one] Un rôle prend fin
   *[other] { $count } rôles prennent fin
}
deletion-requests = { $count ->
    [0] Aucune demande en attente ne le nomme
    [one] Une demande en attente le nomme
   *[other] { $count } demandes en attente le nomment
}
deletion-requests-note = Elles restent en attente et ne perdent que ce compte virtuel. Si lui seul était demandé, un administrateur du compte Smart choisit la portée.
deletion-request-open = { $name } : ne demandait rien d’autre, et ne demandera plus de compte virtuel précis
deletion-request-rest = { $name } : continue avec les autres demandés
deletion-invitations = { $count ->
    [0] Aucune invitation ouverte ne le nomme
    [one] Une invitation ouverte le nomme
   *[other] { $count } invitations ouvertes le nomment
}
deletion-invitation-withdrawn = { $email } : n’offrait rien d’autre et est retirée ; son auteur en est averti
deletion-invitation-rest = { $email } : continue avec le reste
deletion-rules = { $count ->
    [0] Aucune règle d’automatisation ne le nomme
    [one] Une règle d’automatisation le nomme
   *[other] { $count } règles d’automatisation le nomment
}
deletion-rule-rest = { $name } : continue avec les autres qu’elle nomme
deletion-rule-idle = { $name } : ne nomme rien d’autre, et n’agit plus tant qu’elle n’est pas modifiée
deletion-review-lines = { $count ->
    [one] Une revue d’accès en cours porte sur un rôle ici ; elle le compte comme disparu.
   *[other] Des revues d’accès en cours portent sur { $count } rôles ici ; elles les comptent comme disparus.
}
deletion-told = Chaque personne dont un rôle prend fin est avertie par courriel.
deletion-more = { $count ->
    [one] et un de plus
   *[other] et { $count } de plus
}
deletion-kept = Le journal des événements et les demandes réglées gardent son nom.
deletion-takes-a-while = C’est beaucoup : la suppression se fait peu à peu, et une page montre où elle en est. Dès que vous supprimez, plus personne ne détient quoi que ce soit par là.
deletion-underway = Suppression de { $name } en cours
deletion-progress-label = Avancement
deletion-progress = { $done } sur { $total } traités.
deletion-gives-nothing = Plus personne ne détient quoi que ce soit par là, quoi qu’il reste à faire.
deletion-may-leave = Vous pouvez quitter cette page : le travail continue, et toutes les personnes concernées sont averties.
deletion-over = Il n’en reste rien. Le journal des événements garde ce qui s’est passé.
virtual-account-with-end = { $name } (date de fin conseillée : { $date })

## Adding users
users-add = Ajouter des utilisateurs
users-add-by-name = Par nom
users-add-names = Identifiants ou adresses e-mail
users-add-names-hint = Séparés par des espaces, des virgules, des points-virgules ou des lignes, aussi sous la forme « Nom <adresse> » ; { $most } au plus. Un identifiant désigne quelqu’un qui a affaire à ce compte. Toute autre adresse est invitée par courriel, et figure dans la liste une fois l’invitation acceptée.
users-add-too-many = Il y en a { $found } ; { $most } au plus à la fois. Ajoutez les autres ensuite, ou utilisez un fichier CSV.
users-add-no-name = Ni identifiant ni adresse e-mail : { $names }.
users-add-nobody = Personne qui ait affaire à ce compte n’a l’identifiant { $names }. Vérifiez l’orthographe, ou invitez cette personne à son adresse e-mail.
users-add-deactivated = Ce compte est désactivé : { $names }. Ne le gardez pas dans la liste.
users-add-held = Déjà attribué, pour aussi longtemps ou plus : { $names }. Retirez-les de la liste.
users-add-invited = Déjà invité : { $names }. Retirez-les de la liste.
users-add-refused = { $names } : { $why }
users-added =
    { $count ->
        [one] Une personne a maintenant ce rôle.
       *[other] { $count } personnes ont maintenant ce rôle.
    }
users-invited =
    { $count ->
        [one] Une personne est invitée par courriel.
       *[other] { $count } personnes sont invitées par courriel.
    }
users-left-out = Laissés de côté : { $names }.
naming-title = Vérifiez avant que quoi que ce soit ne soit attribué
naming-lead = Rien n’est encore attribué. Voyez qui ces noms désignent, puis confirmez.
naming-people = Ces personnes l’obtiennent aussitôt
naming-invited = Ces adresses sont invitées par courriel
naming-invited-words = Elles l’obtiennent en acceptant, et figurent alors dans la liste.
naming-left-out = Laissés de côté
naming-nobody = Nommez au moins une personne.
source-invitation = une invitation
source-upload = un fichier envoyé

## Invitations
invitations = Invitations
invitations-lead = Les adresses auxquelles un rôle ou une place dans un groupe est proposé. Il commence à l’acceptation, dans les 14 jours.
invitations-none = Aucune invitation n’est ouverte.
column-invited = Invitation
column-lapses = Expire
invitation-renew = Renvoyer
invitation-withdraw = Retirer
invitation-withdraw-title = Retirer l’invitation envoyée à { $email }
invitation-withdraw-link = Le lien du courriel ne fonctionne plus. Aucun courriel ne le dit.
invitation-withdraw-offers = Ce qu’elle propose n’est attribué à personne :
invitation-withdraw-again = Vous pouvez à tout moment inviter à nouveau cette adresse.
invitation-renewed = Un nouveau courriel part vers { $email }. Le lien du précédent ne fonctionne plus.
invitation-withdrawn = L’invitation envoyée à { $email } est retirée. Son lien ne fonctionne plus.
invitation-title = Votre invitation à { $account }
invitation-lead = { $by } vous propose un accès.
offer-group = Membre du groupe { $name }
invitation-open-until = Valable jusqu’au
invitation-accept = Accepter
invitation-decline = Décliner l’invitation
invitation-other-address = Cette invitation a été envoyée à une autre adresse que la vôtre. Vous êtes connecté en tant que { $user }. Déconnectez-vous et rouvrez le lien pour l’accepter avec cette adresse, mettez-la d’abord à la place de la vôtre dans votre profil, ou demandez à { $by } d’inviter l’adresse que vous utilisez ici.
invitation-log-in = Cette adresse a déjà un compte. Connectez-vous pour accepter.
invitation-register = Créez votre compte
invitation-register-words = Le lien que vous avez suivi prouve votre adresse. Vous avez un compte à une autre adresse ? Demandez à { $by } d’inviter plutôt celle-là.
invitation-register-button = Créer un compte et accepter
invitation-accepted = Vous avez maintenant accès à { $account }.
invitation-declined = Vous avez décliné l’invitation. Rien ne vous a été attribué.
detail-offers = Proposé
event-invitation-sent = Invitation envoyée : { $email }
event-invitation-extended = Invitation étendue : { $email }
event-invitation-renewed = Invitation renvoyée : { $email }
event-invitation-accepted = Invitation acceptée : { $email }
event-invitation-declined = Invitation déclinée : { $email }
event-invitation-withdrawn = Invitation retirée : { $email }
event-invitation-lapsed = Invitation expirée : { $email }
event-invitation-narrowed = L’invitation envoyée à { $email } continue sans { $name }, qui a été supprimé
event-invitation-left-empty = L’invitation envoyée à { $email } a été retirée : elle ne portait que sur { $name }, qui a été supprimé
mail-invitation = { $by } ({ $organisation }) vous invite à { $account }. Votre accès commence quand vous acceptez.
mail-invitation-action = Voir et accepter l’invitation
mail-invitation-not-you = Si vous ne savez pas de quoi il s’agit, ne faites rien : l’invitation expire d’elle-même. Ce lien n’est que pour vous.
mail-invitation-accepted-subject = { $email } a accepté votre invitation
mail-invitation-accepted = { $email } a accepté votre invitation à { $account } et y a maintenant accès.
mail-invitation-declined-subject = { $email } a décliné votre invitation
mail-invitation-declined = { $email } a décliné votre invitation à { $account }. Rien n’a été attribué.
mail-invitation-lapsed-subject = Votre invitation de { $email } a expiré
mail-invitation-lapsed = { $email } n’a pas répondu à temps à votre invitation à { $account }. Vous pouvez l’inviter à nouveau.
mail-invitation-left-empty-subject = Votre invitation de { $email } a été retirée
mail-invitation-left-empty = Votre invitation de { $email } dans { $account } a été retirée : elle ne portait que sur { $name }, qui a été supprimé. Invitez à nouveau cette personne à ce qui convient à la place.
## Talking about a request
decision-propose = Proposer autre chose
decision-propose-hint = Rien n’est accordé tant que le demandeur n’accepte pas.
decision-offer-words = Pourquoi cette proposition
decision-offer-words-missing = Dites en quelques mots pourquoi vous proposez cela.
decision-proposed = Vous avez proposé autre chose. { $name } reçoit un courriel et peut accepter.
turn-question-title = Des précisions vous sont demandées
turn-offer-title = Autre chose vous est proposé
turn-until = La demande vous attend. Sans nouvelles de vous, elle expire le { $date }.
turn-answer = Votre réponse
turn-answer-hint = Les personnes qui décident la lisent avec votre demande. De { $least } à { $most } caractères.
turn-answer-send = Envoyer la réponse
turn-answered = Votre réponse est en route.
turn-proposed = Proposé
turn-accept = Accepter la proposition
turn-accept-hint = L’accès fonctionne dès que vous acceptez.
turn-accepted = Vous avez accepté. L’accès fonctionne dès maintenant.
turn-keep = Garder ma demande initiale
turn-keep-words = Pour quelle raison ?
turn-kept = Vous gardez votre demande initiale. La décision portera sur elle.
turn-waiting-question = Une réponse du demandeur est attendue depuis le { $date }. D’ici là, le temps de la demande est suspendu.
turn-waiting-offer = Une proposition de votre côté attend l’accord du demandeur depuis le { $date }. D’ici là, le temps de la demande est suspendu.
turn-waiting-your-offer = Votre proposition attend l’accord du demandeur depuis le { $date }. D’ici là, le temps de la demande est suspendu.
turn-others = Vous pouvez aussi décider sans attendre.
action-answer = Répondre
talk-title = En parler
talk-question = Demander des précisions au demandeur
talk-question-field = Votre question
talk-question-hint = Il reçoit un courriel, et la demande attend sa réponse. De { $least } à { $most } caractères.
talk-question-send = Demander
talk-question-sent = Votre question est partie. La demande attend la réponse.
talk-pass = La confier, ou s’en charger
talk-pass-to = À qui
talk-pass-choose = Choisissez une personne qui décide
talk-pass-myself = Moi-même
talk-pass-words = Ce qu’il faut savoir
talk-pass-hint = Seules les personnes qui décident le lisent.
talk-pass-send = Confier
talk-passed = La demande est maintenant chez { $name }.
talk-passed-to-you = La demande est maintenant chez vous.
talk-passed-hint = Elle est chez { $name }. Tous ceux qui peuvent en décider le peuvent encore.
talk-passed-to-you-hint = Elle est chez vous. Tous ceux qui peuvent en décider le peuvent encore.
talk-nobody = Personne d’autre ne peut décider de cette demande.
talk-comments = Commentaires entre décideurs
talk-comments-lead = Le demandeur ne les voit jamais.
talk-comment = Votre commentaire
talk-comment-send = Commenter
talk-commented = Votre commentaire est gardé.
known-mail-fails = Courriels non reçus
known-mail-fails-words = Les courriels n’arrivent pas au demandeur, qui ne verra peut-être votre réponse qu’en se connectant.
known-public-mail = messagerie publique
known-public-mail-words = N’importe qui peut avoir une adresse dans { $domain }. Elle ne dit rien d’une organisation.
known-look-alike = ressemble au compte
known-look-alike-words = { $domain } n’est pas { $account }, mais peut passer pour lui : les caractères se ressemblent.
known-one-edit-words = { $domain } n’est pas { $account }, mais n’en diffère que d’une lettre.
known-mixed-scripts = écritures mêlées
known-mixed-scripts-words = { $domain } mêle des lettres de plusieurs écritures. Un nom honnête le fait rarement.
known-colleagues = autres personnes du domaine { $organisation }
known-colleagues-more = et d’autres
known-no-colleagues = personne d’autre du domaine { $organisation }
known-no-colleagues-words = Personne avec une adresse vérifiée là-bas n’a de rôle ici.
known-earlier = demandes précédentes ici
known-earlier-one = { $what } : { $outcome }, envoyée le { $date }
known-new-here = première demande ici
known-new-here-words = Cette personne n’a jamais demandé ce compte. Elle s’est inscrite le { $date }.
known-new-by-contract-words = Cette personne n’a encore demandé l’accès à aucun contrat. Elle s’est inscrite le { $date }.
known-new-in-programme-words = Cette personne n’a encore rien demandé dans ce programme. Elle s’est inscrite le { $date }.
known-seen-words = Cette personne s’est inscrite le { $date }.
timeline-you-are-asked = Des précisions vous ont été demandées.
timeline-you-wrote = Vous avez écrit { $to }.
timeline-you-answered = Vous avez répondu.
timeline-you-are-offered = Il vous a été proposé : { $what }.
timeline-you-accepted = Vous avez accepté la proposition.
timeline-you-kept = Vous avez gardé votre demande initiale.
timeline-you-were-reminded = Nous vous avons rappelé que votre réponse est attendue.
timeline-expired-unanswered = Le demandeur n’a pas répondu à temps, et la demande a expiré.
timeline-loose-deactivated = { $name } a été désactivé : la demande attend tous ceux qui peuvent en décider.
timeline-loose-you-deactivated = Vous avez été désactivé : la demande attend tous ceux qui peuvent en décider.
timeline-loose-away = { $name } s’absente : la demande attend tous ceux qui peuvent en décider.
timeline-loose-you-away = Vous vous absentez : la demande attend tous ceux qui peuvent en décider.
timeline-loose-right-lost = { $name } ne peut plus en décider : la demande attend tous ceux qui le peuvent.
timeline-loose-your-right-lost = Vous ne pouviez plus en décider : la demande attend tous ceux qui le peuvent.
timeline-will-remind-you = Ensuite : le { $date }, nous vous envoyons un rappel.
timeline-will-expire-unanswered = Sans nouvelles de vous d’ici le { $date }, la demande expire.
timeline-asked-by = { $name } a demandé des précisions au demandeur.
timeline-asked-by-you = Vous avez demandé des précisions au demandeur.
timeline-requester-wrote = Le demandeur a écrit { $to }.
timeline-answered = Le demandeur a répondu.
timeline-offered-by = { $name } a proposé : { $what }.
timeline-offered-by-you = Vous avez proposé : { $what }.
timeline-accepted = Le demandeur a accepté la proposition.
timeline-kept = Le demandeur a gardé sa demande initiale.
timeline-requester-reminded = Nous avons envoyé un rappel au demandeur.
timeline-passed-by = { $name } l’a confiée à { $to }.
timeline-passed-by-you = Vous l’avez confiée à { $to }.
timeline-passed-to-you = { $name } vous l’a confiée.
timeline-handed-by-support = L’assistance l’a confiée à { $to }.
timeline-handed-to-you-by-support = L’assistance vous l’a confiée.
timeline-taken-by = { $name } s’en est chargé.
timeline-taken-by-you = Vous vous en êtes chargé.
timeline-commented-by = { $name } a commenté.
timeline-commented-by-you = Vous avez commenté.
queue-words = Nom, organisation, identifiant ou adresse e-mail
queue-words-or-identifier = Nom, organisation, identifiant, adresse e-mail ou objet de la demande
queue-asked-role = Rôle demandé
queue-role-unsaid = Aucun
queue-waiting = En attente de
queue-waiting-nobody = Personne en particulier
queue-waiting-me = Moi
queue-waiting-requester = Le demandeur
queue-age = Envoyée il y a au moins
queue-any = Peu importe
queue-any-role = Tous
queue-age-days = { $days ->
    [one] un jour
   *[other] { $days } jours
}
queue-none-found = Aucune demande ne correspond à ces filtres.
queue-with = chez { $name }
queue-your-turn = chez vous
queue-select = Sélectionner la demande de
queue-bulk = Avec la sélection
queue-bulk-approve = Approuver la sélection
queue-bulk-decline = Refuser la sélection
queue-bulk-none = Sélectionnez au moins une demande.
queue-keys = Touches : j et k déplacent, x sélectionne, Entrée ouvre.
queue-keys-off = Désactiver ces touches
queue-keys-on = Activer les touches : j, k, x, Entrée
bulk-approve-title = Approuver plusieurs demandes
bulk-decline-title = Refuser plusieurs demandes
bulk-lead = Regardez chacune, puis confirmez. Chacune est décidée pour elle-même : celle qui ne peut l’être ne retient pas les autres.
bulk-defaults = Quand une demande ne dit rien
bulk-defaults-hint = Une demande qui nomme un rôle ou une partie reçoit ce qu’elle nomme.
bulk-refresh = Montrer ce que chacune reçoit
bulk-choice-changed = Le choix a changé depuis que cette page a montré ce que chacune reçoit. Voyez ce que chacune reçoit maintenant, puis confirmez.
bulk-gets = Reçoit
bulk-cannot = ne peut être décidée ici
bulk-cannot-column = Obstacle
bulk-missing = Elle ne nomme ni rôle ni partie, et rien n’est choisi ci-dessus.
bulk-approve = { $count ->
    [one] Approuver une demande
   *[other] Approuver { $count } demandes
}
bulk-decline = { $count ->
    [one] Refuser une demande
   *[other] Refuser { $count } demandes
}
bulk-nothing = Aucune ne peut être décidée ici.
bulk-result-title = Ce qu’elles sont devenues
bulk-result-done = { $count ->
    [0] Aucune n’a été décidée.
    [one] Une demande a été décidée.
   *[other] { $count } demandes ont été décidées.
}
bulk-result-left = { $count ->
    [one] Une est restée telle quelle.
   *[other] { $count } sont restées telles quelles.
}
bulk-result-why = Pourquoi
bulk-back = Retour aux demandes
event-request-passed-on = Une demande a été confiée à un autre
event-request-commented = Les décideurs ont commenté une demande
event-request-question-asked = Des précisions ont été demandées au demandeur
event-request-written = Le demandeur a écrit aux décideurs
event-request-answered = Le demandeur a répondu
event-request-offered = Autre chose a été proposé : { $role }
event-request-offer-accepted = Une proposition a été acceptée
event-request-offer-declined = Une proposition n’a pas été acceptée
event-request-requester-reminded = Le demandeur a reçu un rappel pour répondre
event-request-expired-unanswered = Une demande a expiré sans réponse du demandeur
event-request-came-loose = Une demande confiée à quelqu’un qui ne peut plus en décider attend tous ceux qui le peuvent
mail-passed-subject = Pour vous : { $name } demande l’accès à { $account }
mail-passed-lead = { $by } vous confie cette demande.
mail-passed-by-rule = La règle d’automatisation { $name }, version { $version }, enregistrée en dernier par { $by }, vous a confié cette demande.
mail-passed-by-support = L’assistance vous confie cette demande. Les autres personnes qui peuvent en décider le peuvent toujours.
mail-question = Des précisions vous sont demandées au sujet de votre demande pour { $identifier }.
mail-offer = Il vous est proposé autre chose que ce que vous demandez pour { $identifier }. Rien n’est accordé tant que vous n’acceptez pas.
mail-turn-until = Votre demande vous attend. Sans nouvelles de vous, elle expire le { $date }.
mail-turn-reminder = Nous attendons toujours un mot de vous.
mail-wrote-lead = { $name } a écrit aux personnes qui peuvent décider de cette demande.
mail-answered-lead = { $name } a répondu à la question sur cette demande.
mail-kept-lead = { $name } garde sa demande initiale.
mail-accepted = { $name } a accepté votre proposition. L’accès fonctionne dès maintenant.
mail-expired-unanswered = Une question vous a été posée sur votre demande pour { $identifier } et nous n’avons pas eu de nouvelles de vous : elle a expiré. Vous pouvez demander à nouveau.
mail-scope-gone-lead = { $name } demandait l’accès à { $part }, qui a été supprimé, et à rien d’autre. Choisissez ce qui convient à la place, ou refusez la demande.
## Users
users-search = Nom, identifiant ou adresse e-mail
users-show = Afficher
users-all-sources = Toutes
users-ending = Se terminant dans les 30 jours
users-dormant = Absents depuis 90 jours
users-sort = Trier par
users-by-name = Nom
users-newest = Plus récents d’abord
users-by-end = Date de fin
users-none-found = Personne ne correspond. Modifiez les filtres.
users-none-so-far = Personne ne correspond jusqu’ici. Continuez à la page suivante.
users-select = Sélectionner { $name }, { $role }
users-select-on = Sélectionner { $name }, { $role } sur { $part }
users-selected = Avec la sélection
users-take-away = Emporter la liste :
users-roles-here = Rôles dans ce compte
person-give-role = Attribuer un autre rôle
users-rights = Ce que ces rôles permettent
users-asleep = en sommeil : pas d’adresse dans { $domain }
users-last-active = Dernière visite
users-not-here-since = Pas depuis que cette personne a accès ici
profile-your-facts = Profil
column-select = Sélectionner
progress-look-again = Voir où cela en est
select-all = Tout sélectionner sur cette page
column-granted-by = Attribué par
virtual-account-a = Compte virtuel
source-group = le groupe { $name }
changes-role = Modifier le rôle
changes-until = Modifier la date de fin
changes-until-hint = Le dernier jour de l’accès. Laissez vide pour un accès sans fin.
changes-end = Mettre fin à l’accès
changes-review = Vérifier
changes-now = Maintenant
changes-then = Ensuite
changes-ends = se termine aussitôt
changes-nothing = reste inchangé
changes-without-end = { $what }, sans date de fin
changes-own-desk = L’un de ces rôles est le vôtre. Une fois qu’il aura pris fin, vous ne pourrez plus gérer ici qui a accès.
changes-own-role = L’un de ces rôles est le vôtre, et il prend fin lui aussi.
changes-one-administrator = Le compte n’aura plus ensuite qu’un seul administrateur sans date de fin. Nommez-en d’abord un deuxième, pour que les demandes reçoivent une réponse quand l’autre est absent.
changes-none = Rien n’est sélectionné. Revenez en arrière, cochez ce qui doit changer, puis choisissez quoi faire.
changes-back = Retour aux utilisateurs
changes-made = { $count ->
    [one] Un rôle est modifié.
   *[other] { $count } rôles sont modifiés.
}
changes-ended = { $count ->
    [one] Un rôle a pris fin.
   *[other] { $count } rôles ont pris fin.
}
changes-made-of = { $count ->
    [one] Un rôle est modifié : { $name }.
   *[other] { $count } rôles sont modifiés : { $name }.
}
changes-ended-of = { $count ->
    [one] Un rôle a pris fin : { $name }.
   *[other] { $count } rôles ont pris fin : { $name }.
}
changes-refused = { $count ->
    [one] Un rôle a été refusé et reste tel quel.
   *[other] { $count } rôles ont été refusés et restent tels quels.
}
access-mine = Mes accès
access-mine-lead = Tout ce dont vous disposez : vos rôles dans les comptes Smart et ce que vous donnent contrats et programmes, avec leur origine et leur durée.
access-mine-none = Vous n’avez aucun rôle dans un compte Smart et rien par un contrat ou un programme. Demandez un accès et il apparaîtra ici. Les programmes ont leurs onglets dans Gestion des accès.
access-give-back = Rendre
access-ask-again = Demander à nouveau
access-extend = Prolonger
access-given-back = Vous avez rendu ce rôle.
entitlements = Contrats et programmes
entitlement-what = Accès
entitlement-identifier = Identifiant
entitlement-return-follows = Vous n’aurez plus cet accès. Pour l’avoir de nouveau, il faudra le redemander.
entitlement-given-back = Vous avez rendu cet accès.
entitlement-taken-away = L’accès { $what } vous a été retiré le { $date }.
entitlement-taken-away-why = Pourquoi, et comment le redemander
access-loses = Vous ne pourrez plus
access-give-back-words = Il prend fin aussitôt. Pour l’avoir de nouveau, il faudra le demander.

## Creating an account
creation-title = Créer un compte Smart
creation-new-section = Un nouveau compte Smart
creation-new-lead = Votre société n’a pas encore de compte ici ? Demandez-en un, de votre propre autorité ou avec l’accord de quelqu’un d’autre.
creation-lead = Dites ce que sera le compte. Vous revoyez tout avant l’envoi.
creation-way = Qui l’autorise ?
creation-authority = J’ai autorité
creation-authority-hint = Je peux ouvrir ce compte pour ma société, et je l’administrerai.
creation-somebody-else = Quelqu’un d’autre autorise
creation-somebody-else-hint = Nous lui envoyons un lien. Cette personne autorise le compte, ou refuse en disant pourquoi.
creation-way-missing = Choisissez qui autorise le compte.
creation-nominee = Adresse e-mail de la personne qui autorise
creation-nominee-hint = Elle reçoit un lien qui sert une fois, et des rappels si elle ne répond pas.
creation-nominee-another = S’adresser à quelqu’un d’autre
creation-nominee-another-hint = Le lien envoyé auparavant cesse de servir, et un nouveau part à cette adresse.
creation-nominee-name = Envoyer le lien
creation-nominee-named = Le lien est en route vers { $email }.
creation-nominee-named-already = L’autorisation est déjà demandée à { $email }. Les rappels partent d’eux-mêmes.
creation-close = L’abandonner et libérer l’identificateur
creation-close-hint = Elle ne pourra alors plus être reprise, et quelqu’un d’autre pourra obtenir l’identificateur.
creation-given-up = La demande est abandonnée. Son identificateur est libre.
creation-domain-hint = { $domain } est à vous, puisque votre adresse vérifiée s’y trouve. Un opérateur décide de tout autre.
creation-domain-hint-operator = { $domain } est le domaine de votre adresse vérifiée. Un opérateur en décide.
creation-domain-hint-none = Le nom de domaine de votre société, par exemple societe.example. Un opérateur en décide.
creation-reason = Pourquoi cet identificateur
creation-reason-optional = nécessaire si ce n’est pas votre domaine
creation-reason-hint = L’opérateur qui décide le lit.
creation-review = Vérifier
creation-review-title = Vérifier le nouveau compte
creation-review-lead = Rien n’est encore envoyé. Tout est-il juste ?
creation-send = Demander le compte
creation-next-own = Avec votre propre domaine et votre propre autorité, le compte est actif aussitôt.
creation-next-operator = Avec un autre identificateur, un opérateur décide d’abord.
creation-next-operator-always = Un opérateur décide d’abord de l’identificateur.
creation-next-nominee = Si quelqu’un d’autre autorise, un courriel le lui demande.
creation-next-days = Chacun a { $days } jours pour donner son accord. Ensuite la demande devient caduque ; vous pouvez la reprendre pendant un an.
creation-will-ask = Nous demandons à { $email } de l’autoriser.
creation-at-once = Le compte est actif dès l’envoi, et vous en êtes l’administrateur.
creation-taken-by = { $name } a déjà cet identificateur.
creation-pending = En cours
creation-was-declined = Refusé
creation-closed = Terminé
creation-where = Où cela en est
creation-step-asked = Le compte a été demandé.
creation-step-claimed = Vous avez autorité.
creation-step-nominee = L’autorisation est demandée à { $email }.
creation-step-nominee-declined = { $email } a refusé. Adressez-vous à quelqu’un d’autre.
creation-step-authorised = Autorisé.
creation-step-operator = Un opérateur décide de l’identificateur.
creation-step-cleared = Un opérateur a accepté l’identificateur.
creation-step-will-lapse = Sans l’accord de tous d’ici le { $date }, la demande devient caduque.
creation-step-active = Le compte est actif.
creation-step-declined = Un opérateur a refusé.
creation-step-withdrawn = Vous l’avez retirée.
creation-step-lapsed = Tous n’ont pas donné leur accord à temps : la demande est devenue caduque.
creation-days-left = { $count ->
    [one] Il reste un jour
   *[other] Il reste { $count } jours
}
creation-days-left-words = Tant que tous n’ont pas donné leur accord, le compte n’est pas actif et n’ouvre rien à personne.
creation-revivable = Tout ce que vous avez saisi est conservé. La demande peut être reprise jusqu’au { $date }.
creation-revive = La reprendre
creation-revived = La demande est reprise, avec tout ce qu’elle contenait.
creation-withdrawn = Vous ne demandez plus ce compte.
creation-link-dead = Il a déjà servi, quelqu’un d’autre a été sollicité, ou la demande est close. Écrivez à la personne qui vous a sollicité.
creation-authorise-title = Autoriser un nouveau compte
creation-authorise-lead = { $name } demande un compte Smart et indique que vous pouvez l’autoriser.
creation-who-asks = Qui demande
creation-your-answer = Votre réponse
creation-authorise = Autoriser
creation-authorise-hint = Vous devenez administrateur du compte.
creation-decline-words = La personne apprend pourquoi, et peut s’adresser à quelqu’un d’autre.
creation-decline-hint = Vos mots lui parviennent tels quels.
creation-with-creator = Nommer aussi { $name } administrateur
creation-answer-missing = Choisissez d’autoriser ou de refuser.
creation-you-declined = Vous avez refusé. La personne reçoit un courriel avec vos mots.
creation-you-authorised = Vous l’avez autorisé. Le compte sera actif dès qu’un opérateur aura accepté l’identificateur.
creation-you-opened = { $name } est actif, et vous l’administrez.
creation-below-title = Un nouveau compte sous le vôtre
creation-below-lead = Son identificateur se termine par { $account }. Si ce n’est pas juste, opposez-vous : un opérateur décidera.
creation-objection = Votre objection
creation-objection-hint = Un opérateur la lit. Dites ce qui ne va pas avec le nouveau compte.
creation-object = S’opposer
creation-objected = Votre objection est transmise aux opérateurs.
creation-objection-made = Une objection a été formulée.
creation-objection-seen = Un opérateur l’a examinée.
creation-objection-by = { $name } s’oppose
creation-objection-active = Le compte est actif. Si l’objection est fondée, suspendez-le.
creation-objection-settle = Laisser le compte en place
creation-objection-settled = L’objection est réglée.
creation-for-operators = En attente d’un opérateur
creation-none = Rien ici.
creation-parent = Sous
creation-holder = L’identificateur appartient à
creation-holder-hint = La demande ne peut donc qu’être refusée. Choisissez vos mots : la personne ignore peut-être ce compte.
creation-approve-active = Le compte devient aussitôt actif, avec ses administrateurs.
creation-approve-pending = L’identificateur revient au compte, qui sera actif une fois autorisé.
creation-approved = Vous avez accepté l’identificateur.
creation-declined = Vous avez refusé. La personne reçoit un courriel avec vos mots.
creation-extend = Accorder 30 jours de plus
creation-extended = La demande a 30 jours de plus.
operator-creations = Nouveaux comptes
operator-creations-wait = { $count ->
    [one] Un nouveau compte attend un opérateur.
   *[other] { $count } nouveaux comptes attendent un opérateur.
}
operator-cases-wait = { $count ->
    [one] Un dossier d’assistance attend une réponse.
   *[other] { $count } dossiers d’assistance attendent une réponse.
}
operator-cases = Dossiers du seul agent
operator-cases-of-agent = { $count ->
    [one] L’un d’eux a été ouvert par le seul agent : c’est aux opérateurs d’y répondre.
   *[other] { $count } d’entre eux ont été ouverts par le seul agent : c’est aux opérateurs d’y répondre.
}
event-account-identifier-released = L’identificateur { $identifier } a été abandonné
event-creation-asked = Un nouveau compte a été demandé : { $identifier }
event-creation-parent-told = Un compte est demandé sous celui-ci
event-creation-nominee-named = L’autorisation du compte a été demandée à { $email }
event-creation-nominee-reminded = Un rappel a été envoyé à la personne qui peut autoriser le compte
event-creation-nominee-declined = Le compte n’a pas été autorisé : { $words }
event-creation-authorised = Le compte a été autorisé
event-creation-objected = Objection à un compte situé sous celui-ci : { $words }
event-creation-objection-settled = Un opérateur a laissé en place le compte situé sous celui-ci
event-creation-approved = Un opérateur a accepté l’identificateur
event-creation-activated = Tous ont donné leur accord : le compte est actif
event-creation-declined = Un opérateur a refusé le compte : { $words }
event-creation-withdrawn = Le compte n’est plus demandé
event-creation-lapse-announced = Le créateur a été averti que la demande devient caduque
event-creation-lapsed = La demande de compte est devenue caduque
event-creation-revived = La demande de compte a été reprise
event-creation-extended = La demande de compte a reçu un délai supplémentaire
event-creation-closed = La demande de compte ne peut plus être reprise
mail-creation-subject = Nouveau compte : { $identifier }
mail-creation-operators = { $name } demande un compte dont un opérateur doit accepter l’identificateur.
mail-creation-own = C’est votre propre affaire, et aucun autre opérateur n’est joignable : personne ne décide pour soi-même. Nommez un autre opérateur sur la page d’une personne.
mail-creation-objected = Un administrateur du compte supérieur s’oppose à { $identifier }. Merci de décider.
mail-creation-look = Voir la demande
mail-nominee-subject = { $name } vous demande d’autoriser { $identifier }
mail-nominee = { $name } demande un compte Smart et indique que vous pouvez l’autoriser.
mail-nominee-reminder = { $name } vous a demandé d’autoriser un compte Smart et attend votre réponse.
mail-nominee-action = Répondre
mail-nominee-until = Il vous faut un compte d’utilisateur avec cette adresse ; vous pouvez le créer en chemin. Le lien sert une fois, jusqu’au { $date }.
mail-creation-below-subject = Un nouveau compte sous le vôtre : { $identifier }
mail-creation-below = { $name } a demandé un compte dont l’identificateur se trouve sous celui de { $account }. Si c’est juste, vous n’avez rien à faire ; sinon, opposez-vous sur sa page.
mail-creation-yours = Votre nouveau compte { $identifier }
mail-creation-see = Voir où cela en est
mail-creation-account = Ouvrir le compte
mail-creation-nominee-declined = { $email } n’a pas autorisé le compte. Vous pouvez vous adresser à quelqu’un d’autre.
mail-creation-nominee-changed = La personne sollicitée n’a pas autorisé le compte.
mail-creation-approved = Un opérateur a accepté l’identificateur. Le compte sera actif une fois autorisé.
mail-creation-active = { $name } est actif. Ses administrateurs peuvent dès maintenant donner des rôles et décider des demandes.
mail-creation-declined = Un opérateur a refusé le compte et indique :
mail-creation-lapse-announced = Tous n’ont pas encore donné leur accord à votre nouveau compte. Sans cela d’ici le { $date }, la demande devient caduque.
mail-creation-lapsed = Tous n’ont pas donné leur accord à temps à votre nouveau compte : la demande est devenue caduque. Tout ce que vous avez saisi est conservé : vous pouvez la reprendre jusqu’au { $date }.
mail-creation-revived = Votre demande est reprise, avec tout ce qu’elle contenait. Chacun a jusqu’au { $date } pour donner son accord.
mail-creation-extended = Un opérateur a prolongé votre demande : chacun a jusqu’au { $date } pour donner son accord.
## Uploads
users-add-by-file = Par fichier
uploads = Fichiers
uploads-none = Aucun fichier n’a encore été envoyé.
uploads-of-group = Fichiers des membres de { $name }
uploads-earlier = Fichiers précédents
upload-members-of = Membres de { $name }
upload-will-add =
    { $count ->
        [one] Une personne rejoint { $name }.
       *[other] { $count } personnes rejoignent { $name }.
    }
upload-will-check-members = Vos droits et chaque ligne sont vérifiés à nouveau ; qui ne pourrait plus rejoindre le groupe sera nommé dans le résultat.
upload-stays = Ce qui a été fait jusque-là reste. Pour continuer, envoyez le même fichier à nouveau : rien n’est fait deux fois.
upload-csv-file = Fichier CSV
upload-csv-example = Les mots pour les rôles, et un exemple
upload-csv-file-hint = Choisissez un fichier ou déposez-le ici. Première ligne : { $header }, dans n’importe quel ordre. Plusieurs comptes virtuels sont séparés par |, les dates s’écrivent 2027-03-31.
upload-nothing-yet = Rien ne change avant que vous ayez vu l’aperçu.
upload-preview = Aperçu
upload-apply = Appliquer
upload-discard = Abandonner
upload-discard-for-another = Abandonner et choisir un autre fichier
upload-another = Choisir un autre fichier
upload-title = Fichier { $name }
upload-file = Fichier
upload-lines = Lignes
upload-new = Rôles à attribuer
upload-given = Rôles attribués
upload-changing = Lignes qui changent quelque chose
upload-to-add = Personnes à ajouter
upload-added = Personnes ajoutées
upload-in-already = Déjà dans le groupe
upload-contracts-to-add = Contrats à ajouter
upload-contracts-added = Contrats ajoutés
upload-contracts-to-change = Contrats à modifier
upload-contracts-changed = Contrats modifiés
upload-unchanged = Inchangés
upload-not-reached = Lignes non traitées
upload-known = Déjà en place
upload-invited = Invitations
upload-faulty = Lignes à corriger
upload-first-lines = Ce que donnent les lignes
upload-first-of = Les { $count } premières des { $lines } lignes.
upload-comes-to = Résultat
upload-new-role = Nouveau rôle
upload-new-member = Nouveau membre
upload-new-contract = Nouveau contrat
upload-a-change = Modification
upload-an-invitation = Invitation
upload-a-fault = Erreur
upload-arriving = En cours d’arrivée
upload-checking = En cours de vérification
upload-checked = Vérifié
upload-applying = En cours d’application
upload-applied = Appliqué
upload-stopped = Arrêté
upload-broken = Inutilisable
upload-discarded = Abandonné
upload-progress = { $done } lignes sur { $lines } traitées.
upload-may-leave = Vous pouvez quitter cette page : le travail continue, et elle montrera le résultat.
upload-mend =
    { $count ->
        [one] Une ligne est à corriger. Rien n’a changé. Corrigez-la dans votre fichier, abandonnez celui-ci et envoyez-le à nouveau.
       *[other] { $count } lignes sont à corriger. Rien n’a changé. Corrigez-les dans votre fichier, abandonnez celui-ci et envoyez-le à nouveau.
    }
upload-all-known = Tout est déjà en place : ce fichier ne changerait rien.
upload-unended-title = La dernière ligne est-elle entière ?
upload-unended = Aucune fin de ligne ne suit la ligne { $line }, la dernière. Un fichier coupé se termine ainsi, et ce qui manque change alors le sens de la ligne. Certains tableurs terminent ainsi tous leurs fichiers. Comparez la ligne avec votre propre fichier :
upload-whole = La ligne { $line } est entière.
upload-whole-missing = Confirmez d’abord que la dernière ligne du fichier est entière. Si elle ne l’est pas, abandonnez ce fichier et exportez-le à nouveau.
upload-read-as-windows-1252 = Le fichier n’est pas en UTF-8. Il a été lu en Windows-1252, comme l’enregistrent les tableurs en Europe occidentale. Si des lettres accentuées sont fausses ci-dessous, enregistrez le fichier au format « CSV UTF-8 » et envoyez-le à nouveau.
upload-unknown-columns =
    { $count ->
        [one] La colonne { $unknown } n’est pas connue ici et n’est pas lue. Les colonnes connues sont { $header }.
       *[other] Les colonnes { $unknown } ne sont pas connues ici et ne sont pas lues. Les colonnes connues sont { $header }.
    }
upload-sharing =
    { $count ->
        [one] Une ligne donne un numéro qu’a aussi un contrat d’une autre société. Qui demande l’accès par ce numéro attend alors l’assistance.
       *[other] { $count } lignes donnent un numéro qu’a aussi un contrat d’une autre société. Qui demande l’accès par ce numéro attend alors l’assistance.
    }
upload-sharing-title = Numéros de plusieurs sociétés
upload-sharing-first = Les { $count } premières.
upload-sharing-means = Partagé avec
upload-changing-title = Ce qui change dans les contrats existants
upload-changes = Modifications
upload-stale = Modifié depuis la vérification : cette ligne ne sera pas appliquée.
upload-change = { $label } : de { $before } à { $after }
upload-will = Voici ce qui sera fait :
upload-will-add-contracts =
    { $count ->
        [one] Un contrat est ajouté.
       *[other] { $count } contrats sont ajoutés.
    }
upload-will-change-contracts =
    { $count ->
        [one] Un contrat est modifié selon sa ligne.
       *[other] { $count } contrats sont modifiés selon leurs lignes.
    }
upload-will-leave-contracts = Les contrats que le fichier ne nomme pas restent tels quels. Chaque ligne est vérifiée à nouveau.
upload-will-give =
    { $count ->
        [one] Une ligne attribue un rôle, effectif aussitôt.
       *[other] { $count } lignes attribuent des rôles, effectifs aussitôt.
    }
upload-will-settle = Les demandes en attente de ce qu’une ligne donne sont approuvées avec elle.
upload-will-invite =
    { $count ->
        [one] Une ligne invite une adresse par courriel.
       *[other] { $count } lignes invitent des adresses par courriel.
    }
upload-will-check = Vos droits et chaque ligne sont vérifiés à nouveau ; ce qui ne serait plus possible sera nommé dans le résultat.
upload-done = Terminé : chaque ligne est comme le dit le fichier.
upload-done-but =
    { $count ->
        [one] Terminé, sauf une ligne devenue impossible depuis l’aperçu.
       *[other] Terminé, sauf { $count } lignes devenues impossibles depuis l’aperçu.
    }
upload-result = Télécharger le résultat
upload-faults-download = Télécharger les lignes à corriger
upload-summary = { $given } attribués, { $known } déjà en place, { $invited } invités, { $faulty } impossibles
upload-summary-members = { $added } ajoutées, { $known } déjà dans le groupe, { $invited } invitées, { $faulty } impossibles
upload-summary-contracts = { $added } ajoutés, { $changed } modifiés, { $known } inchangés, { $faulty } impossibles
upload-was-discarded =
    { $count ->
        [one] { $name } et sa seule ligne sont abandonnés. Rien n’a changé.
       *[other] { $name } et ses { $count } lignes sont abandonnés. Rien n’a changé.
    }
upload-one-at-a-time = Ce fichier n’a pas été pris en compte : votre fichier précédent n’est pas terminé. Appliquez-le ou abandonnez-le d’abord.
upload-unfinished = Votre fichier { $name } n’est pas terminé ({ $state }). Le suivant pourra être envoyé quand il sera appliqué ou abandonné.
upload-see = Le voir
column-line = Ligne
column-says = Ce qu’elle dit
column-mend = Comment la corriger
upload-file-missing = Choisissez d’abord un fichier.
upload-file-empty = Ce fichier ne contient rien. Choisissez un fichier CSV avec un en-tête et au moins une ligne.
upload-file-no-lines = Il y a un en-tête et rien dessous. Ajoutez au moins une ligne.
upload-file-not-utf8 = Ligne 1 : ce n’est ni de l’UTF-8 ni du Windows-1252. Enregistrez le fichier au format « CSV UTF-8 » et envoyez-le à nouveau.
upload-file-columns-missing = Ligne 1 : il manque { $columns } dans l’en-tête. Il doit nommer { $header }, dans n’importe quel ordre.
upload-file-column-twice = Ligne 1 : l’en-tête nomme { $column } deux fois. Retirez-en une.
upload-file-too-many-lines = Plus de { $most } lignes. Divisez le fichier et envoyez les parties l’une après l’autre.
upload-file-too-large = Le fichier dépasse { $most } Mo. Divisez-le et envoyez les parties l’une après l’autre.
upload-file-cut-off = Le fichier n’est pas arrivé en entier. Envoyez-le à nouveau.
upload-file-stopped = Parvis a été arrêté pendant l’arrivée du fichier, et rien n’en a été gardé. Envoyez-le à nouveau.
upload-file-ours = Le fichier n’a pas pu être traité. C’est notre faute, et elle est notée. Envoyez-le à nouveau.
upload-file-right-lost = Ce fichier demande des droits que la personne qui l’applique n’a pas, ou n’a plus. Laissez-le à un administrateur du compte Smart.
upload-file-not-support = Seule une personne de l’assistance peut faire appliquer un fichier de contrats. Laissez ce soin à un agent d’assistance.
upload-file-group-gone = Le groupe auquel ce fichier est destiné est supprimé.
upload-file-account-not-open = Le compte est suspendu, ou pas encore actif : rien ne peut y être attribué.
upload-line-not-utf8 = Cette ligne n’a pas l’encodage des lignes précédentes. Enregistrez le fichier au format « CSV UTF-8 ».
upload-line-too-long = Cette ligne dépasse { $most } octets ou a trop de cellules. Manque-t-il une fin de ligne ?
upload-line-quote-open = Un guillemet ouvre une cellule et aucun ne la ferme sur cette ligne. Ajoutez-en ou retirez-en un.
upload-line-quote-inside = Du texte suit un guillemet fermant. Doublez les guillemets à l’intérieur d’une cellule.
upload-line-cells = { $found } cellules, mais l’en-tête en a { $expected }. Ajoutez ou retirez des séparateurs.
upload-line-cut-off = La dernière ligne n’est pas entière : le fichier semble coupé. Exportez-le à nouveau.
upload-line-formula = La cellule { $column } commence comme une formule. Écrivez plutôt sa valeur.
upload-line-user-missing = L’utilisateur manque. Donnez un identifiant ou une adresse e-mail.
upload-line-group = Cette ligne concerne le groupe { $name }. Les groupes reçoivent leurs rôles sur leur propre page : retirez cette ligne.
upload-line-not-a-name = « { $text } » n’est ni un identifiant ni une adresse e-mail.
upload-line-role-missing = Le rôle manque. Utilisez l’un de ceux-ci : { $roles }.
upload-line-unknown-role = Il n’y a pas de rôle « { $text } ». Utilisez l’un de ceux-ci : { $roles }.
upload-line-virtual-accounts-missing = Ce rôle porte sur des comptes virtuels. Nommez-en au moins un, séparés par |.
upload-line-virtual-accounts-on-entire = Ce rôle porte sur le compte entier. Laissez virtual_accounts vide.
upload-line-unknown-virtual-account = Il n’y a pas de compte virtuel « { $name } ». Vérifiez l’orthographe ; plusieurs sont séparés par |.
upload-line-ambiguous-virtual-account = Plusieurs comptes virtuels s’appellent « { $name } ». Attribuez plutôt ce rôle sur la page.
upload-line-virtual-account-twice = Le compte virtuel « { $name } » y figure deux fois. Retirez-en un.
upload-line-bad-date = « { $text } » n’est pas une date comme 2027-03-31.
upload-line-duplicate = Identique à la ligne { $line }. Retirez l’une des deux.
upload-line-same-contract = La ligne { $line } porte sur le même contrat. Supprimez l’une des deux.
upload-line-changed-meanwhile = Ce contrat a été modifié après la vérification du fichier : cette ligne n’a donc pas été appliquée. Importez de nouveau le fichier pour voir ce qu’il changerait maintenant.
upload-line-shared = { $number } dans { $column } figure aussi dans un contrat de { $company }.
upload-line-shared-with-line = { $number } dans { $column } figure aussi à la ligne { $line }, un contrat de { $company }.
upload-line-contract-number-missing = Le numéro de contrat manque. Donnez des lettres et des chiffres.
upload-line-not-a-number = « { $text } » dans { $column } n’est pas un numéro. Utilisez des lettres de A à Z et des chiffres, { $most } au plus ; espaces et traits d’union n’ont pas d’importance.
upload-line-company-missing = La société manque. Donnez son nom.
upload-line-not-showable = Le nom dans { $column } a plus de { $most } caractères, ou en contient qui ne peuvent être affichés. Saisissez-le à nouveau.
upload-line-not-a-domain = « { $text } » n’est pas un domaine. Écrivez-le comme lumen.example ; plusieurs sont séparés par des espaces.
upload-line-access-types-missing = Les types d’accès manquent. Utilisez { $types }, séparés par des espaces.
upload-line-unknown-access-type = Il n’existe pas de type d’accès « { $text } ». Utilisez { $types }.
upload-line-too-many-in-cell = Il y en a plus de { $most } dans { $column }. Supprimez-en.
upload-line-neither-yes-nor-no = « { $text } » dans { $column } n’est ni yes ni no.
upload-line-nobody = Personne qui ait affaire à ce compte n’a l’identifiant { $user }. Vérifiez l’orthographe, ou donnez une adresse e-mail, qui est alors invitée.
upload-line-no-sign-in = Personne ne se connecte avec { $user }. Invitez d’abord cette adresse dans « Ajouter des utilisateurs », puis mettez-la dans le groupe quand l’invitation est acceptée.
upload-line-deactivated = Ce compte est désactivé. Retirez la ligne.
upload-line-refused = Refusé ({ $code }).
upload-line-letters-too-soon = Assez de courriels sont partis vers cette adresse pour le moment. Réessayez demain.
upload-line-invitations-used-up = Les invitations que ce compte peut envoyer en un jour sont épuisées avant cette ligne. Divisez le fichier, ou demandez à un opérateur d’en permettre davantage.
upload-line-too-many-strangers = Ce fichier et ceux d’avant aujourd’hui nomment plus de personnes inconnues de ce compte qu’une seule personne ne peut en nommer en un jour. Réessayez demain, ou demandez à un opérateur d’en permettre davantage.
event-upload-received = Fichier envoyé : { $name }
event-upload-checked = Fichier vérifié : { $name }
mail-upload-subject = { $name } : votre fichier pour { $account }
mail-upload-checked = Votre fichier { $name } est vérifié et attend que vous l’appliquiez. Rien n’a encore changé.
mail-upload-checked-faulty =
    { $count ->
        [one] Votre fichier { $name } est vérifié. Une ligne est à corriger avant qu’il puisse être appliqué. Rien n’a encore changé.
       *[other] Votre fichier { $name } est vérifié. { $count } lignes sont à corriger avant qu’il puisse être appliqué. Rien n’a encore changé.
    }
mail-upload-applied = Votre fichier { $name } est appliqué : chaque ligne est comme le dit le fichier.
mail-upload-applied-but =
    { $count ->
        [one] Votre fichier { $name } est appliqué, sauf une ligne devenue impossible depuis l’aperçu.
       *[other] Votre fichier { $name } est appliqué, sauf { $count } lignes devenues impossibles depuis l’aperçu.
    }
mail-upload-stopped = Plus rien n’est fait de votre fichier { $name }.
mail-upload-action = Voir le résultat
event-upload-started = Application du fichier commencée : { $name }
event-upload-finished = Fichier appliqué : { $name }
event-upload-stopped = Fichier arrêté : { $name }
event-upload-discarded = Fichier abandonné : { $name }
## Notification preferences
notification-preference-title = Notifications
notification-preference-topics = Les courriels que vous recevez
notification-preference-to-decide = Demandes que vous pouvez traiter
notification-preference-to-decide-hint = Ce que vous désactivez reste visible dans le portail.
notification-preference-reminder = Rappels des demandes restées sans réponse
notification-preference-settled = Demandes traitées par quelqu’un d’autre
notification-preference-decision = Réponses à vos propres demandes
notification-preference-decision-hint = Elles arrivent toujours, aussitôt ou une fois par jour.
notification-preference-progress = Accusés de réception et autres nouvelles de vos propres demandes
notification-preference-case = Dossiers d’assistance
notification-preference-account = Nouvelles de vos comptes Smart
notification-preference-operation = Demandes qui appellent un opérateur
notification-preference-at-once = Aussitôt
notification-preference-daily = Une fois par jour
notification-preference-off = Jamais
notification-preference-always = Les courriels sur la connexion, votre mot de passe et votre adresse arrivent toujours aussitôt.
notification-preference-hours = Quand ils arrivent
notification-preference-no-hours = –
notification-preference-quiet-from = Heures calmes de
notification-preference-quiet-hint = Dans votre fuseau horaire, { $zone }. Les courriels qui peuvent attendre partent à leur fin.
notification-preference-quiet-to = Heures calmes jusqu’à
notification-preference-daily-at = Courriel quotidien à
notification-preference-daily-hint = Un seul courriel avec tout ; aucun les jours où il n’y a rien.
notification-preference-saved = Votre choix est enregistré.
unsubscribe-title = Se désabonner
unsubscribe-daily = Arrêter le courriel quotidien ? Ce qu’il contient ne vous sera plus envoyé ; les réponses à vos propres demandes arriveront aussitôt.
unsubscribe-reminders = Arrêter les rappels des demandes que vous pouvez traiter ? Les demandes restent visibles dans le portail.
unsubscribe-daily-done = Le courriel quotidien est arrêté. Les réponses à vos propres demandes arrivent aussitôt.
unsubscribe-reminders-done = Vous ne recevrez plus de rappels.
unsubscribe-dead = Ce lien n’est pas entier. Suivez-le dans le courriel même, ou choisissez vos courriels dans votre profil.
unsubscribe-button = Se désabonner
unsubscribe-choose = Choisir les courriels que vous recevez
event-notification-preference-changed = Préférences de notification modifiées
mail-unsubscribe = Pour ne plus recevoir ces courriels :
mail-unsubscribe-link = Ne plus recevoir ces courriels
mail-collected-subject = { $count ->
    [one] Un autre message pour vous
   *[other] { $count } autres messages pour vous
}
mail-collected-lead = { $count ->
    [one] Vous avez reçu plusieurs courriels en peu de temps. Celui-ci a donc attendu un peu :
   *[other] Vous avez reçu plusieurs courriels en peu de temps. Ces { $count } messages arrivent donc ensemble :
}
mail-daily-subject = { $count ->
    [one] Une nouvelle aujourd’hui
   *[other] { $count } nouvelles aujourd’hui
}
mail-daily-lead = { $count ->
    [one] Voici ce que vous vouliez apprendre une fois par jour.
   *[other] Voici les { $count } nouvelles que vous vouliez apprendre une fois par jour.
}
mail-daily-more = Tout voir dans le portail
## Properties
properties-change = Modifier les propriétés
properties-saved = Les propriétés sont enregistrées.
properties-aliases-hint = D’autres identificateurs de domaine qui mènent à ce compte, un par ligne, { $most } au plus.
properties-alias-fault = « { $line } » : { $fault }
properties-headquarters = Siège
properties-address-hint = L’adresse comme sur une enveloppe, { $most } lignes au plus, sans le pays.
properties-address-too-long = { $most } lignes au plus.
properties-country = Pays
properties-country-missing = Une adresse a besoin de son pays. Indiquez-le, ou laissez l’adresse vide.
properties-accent = Couleur d’accent
properties-accent-hint = Une teinte de 0 à 359 qui colore les pages de ce compte : vers 30 l’orange, 150 le vert, 232 le bleu, 300 le violet. Vide pour la couleur de cette installation.
properties-accent-fault = Saisissez un nombre entier de 0 à 359, ou laissez vide.
## Groupes
groups = Groupes
groups-lead = Un groupe détient des rôles pour tous ses membres. Qui le rejoint les a aussitôt ; qui le quitte les perd aussitôt.
groups-none = Il n’y a pas encore de groupe. Créez-en un, donnez-lui un rôle et ajoutez des personnes.
groups-none-found = Aucun groupe ne porte ce nom. Cherchez le début d’un mot de son nom.
group-search = Nom
group-search-members = Nom, identifiant ou adresse e-mail
group-find = Rechercher
group-new = Nouveau groupe
group-create = Créer le groupe
group-created = Le groupe est créé. Ajoutez des personnes et donnez-lui un rôle.
group-name = Nom du groupe
group-description = À quoi il sert
group-description-hint = Ses membres et les personnes qui décident à son sujet le lisent.
group-whose = Appartient à
group-whose-hint = Un groupe d’un compte virtuel est aussi géré par les administrateurs de ce compte virtuel.
group-of-account = Le compte Smart entier
group-members = Membres
group-managed-by = Géré par
group-edit = Renommer
group-edit-title = Renommer { $name }
group-save = Enregistrer
group-saved = C’est enregistré.
group-stale = Quelqu’un a modifié le groupe depuis que vous avez ouvert cette page. Relisez-le, puis soumettez.
group-beyond = Cela dépasse les rôles que vous pouvez donner : seulement sur vos propres comptes virtuels. Laissez un administrateur du compte Smart s’en charger.
group-own = Vous ne pouvez pas vous ajouter à un groupe qui détient des rôles : personne ne se donne un rôle. Demandez à un autre administrateur.
group-own-role = Vous êtes dans ce groupe, ses rôles sont donc aussi les vôtres : personne ne se donne un rôle. Demandez à un autre administrateur, ou quittez d’abord le groupe.
group-guest = Ce groupe est tenu par { $name }. Il détient ici des rôles pour tous ses membres, et { $name } décide qui ils sont ; le journal des événements vous dit quand cela change.
group-holds = Ce que le groupe détient
group-holds-here = Ce que le groupe détient ici
group-holds-nothing = Il ne détient aucun rôle.
group-where = Dans
group-decided-there = décidé là-bas
group-waiting = { $name } a demandé l’accès à { $identifier } pour ce groupe le { $date }. Pas encore de réponse.
group-ask = Demander l’accès à un autre compte
group-nobody-in = Personne n’est encore dans ce groupe.
group-nobody-found = Personne dans ce groupe ne porte ce nom.
group-choose = Choisir
group-choose-one = Choisir { $name }
group-add = Ajouter des membres
group-add-title = Ajouter des membres à { $name }
group-people = Identifiants ou adresses e-mail
group-people-hint = Un par ligne, ou séparés par des virgules, aussi sous la forme « Nom <adresse> » ; { $most } au plus. Les adresses de personnes qui n’ont pas encore affaire à ce compte sont invitées par courriel.
group-many = Pour beaucoup de personnes :
group-gives = Ces personnes auront aussitôt :
group-gives-nothing = Le groupe ne détient aucun rôle : en faire partie ne donne encore rien.
group-added = { $count ->
    [0] Toutes ces personnes étaient déjà dans le groupe.
    [one] Une personne a rejoint le groupe.
   *[other] { $count } personnes ont rejoint le groupe.
}
group-remove = Retirer
group-remove-chosen = Retirer les personnes choisies
group-remove-title = Retirer de { $name }
group-remove-who = Qui quitte le groupe
group-remove-nobody = Personne n’est choisi. Cochez d’abord des personnes dans la liste des membres.
group-remove-loses = Ces personnes perdent aussitôt, sauf si elles le détiennent elles-mêmes ou par un autre groupe :
group-remove-nothing = Le groupe ne détient aucun rôle : ces personnes ne perdent rien.
group-removed = { $count ->
    [0] Aucune de ces personnes n’était encore dans le groupe.
    [one] Une personne a quitté le groupe.
   *[other] { $count } personnes ont quitté le groupe.
}
group-file = Membres par CSV
group-file-title = Membres de { $name } par CSV
group-file-hint = Choisissez un fichier ou déposez-le ici. Première ligne : { $header }, puis un identifiant ou une adresse e-mail par ligne ; les autres colonnes ne comptent pas. Qui est déjà dans le groupe y reste.
group-give = Donner un rôle
group-give-title = Donner un rôle à { $name }
group-give-lead = { $count ->
    [0] Personne n’est encore dans le groupe. Qui le rejoindra aura le rôle.
    [one] Une personne a le rôle aussitôt, et qui rejoindra le groupe plus tard.
   *[other] { $count } personnes ont le rôle aussitôt, et qui rejoindra le groupe plus tard.
}
group-given = Le groupe détient maintenant ce rôle.
group-end = Mettre fin au rôle
group-end-title = Mettre fin à un rôle de { $name }
group-end-follows = { $count ->
    [0] Le groupe ne détient plus :
    [one] Une personne perd aussitôt, sauf si elle le détient autrement :
   *[other] { $count } personnes perdent aussitôt, sauf si elles le détiennent autrement :
}
group-ended = Le rôle a pris fin.
group-delete = Supprimer le groupe
group-delete-title = Supprimer { $name }
group-delete-follows = Ce qui s’ensuit
group-delete-members = { $count ->
    [0] Personne n’est dans le groupe.
    [one] Une personne n’est plus dans le groupe.
   *[other] { $count } personnes ne sont plus dans le groupe.
}
group-delete-roles = { $count ->
    [0] Ces rôles prennent fin :
    [one] Ces rôles prennent fin, et une personne les perd aussitôt :
   *[other] Ces rôles prennent fin, et { $count } personnes les perdent aussitôt :
}
group-delete-invitations = { $count ->
    [one] Une invitation ouverte ne le propose plus. Celle qui ne proposait rien d’autre est retirée.
   *[other] { $count } invitations ouvertes ne le proposent plus. Celles qui ne proposaient rien d’autre sont retirées.
}
group-delete-request = La demande d’accès à { $identifier } est retirée.
group-delete-kept = Ce que les personnes détiennent elles-mêmes ou par d’autres groupes reste. Le journal des événements garde ce qui s’est passé.
group-delete-beyond = Le groupe détient des rôles auxquels vous ne pouvez pas mettre fin. Laissez un administrateur du compte Smart le supprimer.
group-deleted = { $name } est supprimé.
group-for-whom = Pour qui
group-for-oneself = Pour moi
group-for-whom-hint = Pour un groupe, tous ses membres ont l’accès accordé, maintenant et plus tard.
group-for = pour le groupe { $name }
group-holds-there = Ce que le groupe y détient
group-for-follows = Tous les membres du groupe ont ce qui est accordé, maintenant et plus tard ; ses propres administrateurs décident qui ils sont. Le journal des événements du compte dit qui rejoint le groupe et qui le quitte.
group-for-gone = Ce groupe a été supprimé.
group-handed-on = Ces groupes appartiennent ensuite à { $place } : { $groups }.
group-for-who = { $count ->
    [0] un groupe de { $account }, { $domain }, encore sans membre
    [one] un groupe de { $account }, { $domain }, avec une personne
   *[other] un groupe de { $account }, { $domain }, avec { $count } personnes
}
group-mine = Vos groupes
group-mine-lead = Les groupes dont vous faites partie, et qui détiennent des rôles pour vous.
group-mine-none = Vous ne faites partie d’aucun groupe.
group-own-gives = Ce que vous avez par ce groupe
group-leave = Quitter ce groupe
group-leave-follows = Vous perdez aussitôt ce que vous n’avez que par lui. Ses administrateurs peuvent vous ajouter de nouveau.
group-left = Vous avez quitté { $name }.
form-back = Retour

## Agreements
agreements = Accords
agreements-none = Il n’y a aucun accord à accepter.
agreement-title = Titre
agreement-words = Texte
agreement-version = Version
agreement-versions = Versions
agreement-version-number = Version { $number }
agreement-published-on = Publication
agreement-published-by = Publiée par { $name }
agreement-accepted-by = Acceptée par { $name }
agreement-accepted = Accepté
agreement-required = À accepter avant de travailler
agreement-open = Non accepté
agreement-required-label = Il doit être accepté avant que quiconque travaille avec ce compte
agreement-publish = Publier
agreement-published = La version est publiée.
agreement-new = Nouvel accord
agreement-new-version = Nouvelle version
agreement-accept = Accepter pour le compte
agreement-accept-hint = Vous acceptez au nom de tout le compte.
agreement-accepted-now = L’accord est accepté.
agreement-holds-back = Personne ne peut travailler avec ce compte avant qu’un accord soit accepté.
agreement-see = Voir les accords
tile-held-back = un accord n’est pas encore accepté
## Automation
automation = Automatisation
automation-lead = Les règles décident des demandes dès leur envoi. La première règle à laquelle une demande correspond agit, une seule au plus ; ce qui ne correspond à aucune vous attend.
rule-new = Nouvelle règle
rule-change = Modifier une règle
rule-none = Il n’y a pas de règle. Chaque demande attend un administrateur.
rule-column = Règle
rule-when = Quand une demande
rule-when-hint = Laissez ouvert ce qui n’importe pas. Une demande pour un groupe ne correspond jamais à une règle.
rule-then = Alors
rule-author = Enregistrée par
rule-version = version { $version }
rule-idle = ne fait rien
rule-idle-warning = Une règle ainsi marquée ne fait rien : la dernière personne qui l’a enregistrée ne peut plus décider pour tout le compte, celle à qui elle confie les demandes ne peut plus décider, ou ses comptes virtuels n’existent plus. Modifiez-la, enregistrez-la à votre nom ou supprimez-la.
queue-idle-rules = Ces règles d’automatisation ne font rien, car une personne ou un élément dont elles dépendent n’existe plus : { $rules }.
event-rule-went-idle = La règle { $name } n’agit plus : son auteur ne peut plus décider pour le compte entier
mail-rule-idle-subject = La règle { $name } de { $account } ne fait plus rien
mail-rule-idle = { $author }, dernier à avoir enregistré la règle d’automatisation { $name } de { $account }, ne peut plus décider pour le compte entier : la règle ne fait rien. Enregistrez-la à nouveau en votre nom, ou supprimez-la.
mail-rule-idle-action = Voir la règle
rule-rights = Une règle agit avec les droits de la personne qui l’a enregistrée en dernier, tels qu’ils sont à ce moment. Elle ne décide jamais de la demande de son auteur.
rule-name = Nom de la règle
rule-name-hint = Demandeurs et administrateurs le lisent à côté de chaque décision.
rule-place = Position
rule-place-hint = 1 vient en premier. Vide : en dernier.
rule-domain = Domaine d’adresse vérifiée
rule-domain-kind = Le domaine
rule-domain-kind-inside = est celui-ci ou en fait partie
rule-domain-kind-is = est exactement celui-ci
rule-domain-fault = Saisissez un domaine, par exemple societe.example.
rule-role = Rôle demandé, au plus
rule-role-hint = Une demande sans rôle correspond aussi.
rule-scope = Portée demandée
rule-any-scope = Toutes
rule-scope-none = Aucune
rule-scope-these = Seulement dans ces comptes virtuels
rule-within = Se termine dans ce nombre de jours
rule-within-hint = Seules correspondent les demandes avec une date de fin.
rule-days = Pour ce nombre de jours au plus
rule-number = Saisissez un nombre entier de 1 à { $most }.
rule-send = Confier à un administrateur
rule-outcome-missing = Choisissez ce que fait la règle.
rule-rehearse = Répéter
rule-rehearse-hint = Vous voyez ensuite, comme à une répétition, ce que la règle aurait fait des demandes récentes. Rien n’est enregistré avant.
rule-rehearsal = Répétition : ce que la règle aurait fait
rule-rehearsed = { $read ->
    [0] Personne n’a fait de demande ces { $days } derniers jours : il n’y a rien sur quoi essayer la règle.
    [one] Une demande a été envoyée ces { $days } derniers jours. Correspondances avec une règle : { $fitted }. Suites différentes : { $differ }.
   *[other] { $read } demandes ont été envoyées ces { $days } derniers jours. Correspondances avec une règle : { $fitted }. Suites différentes : { $differ }.
}
rule-rehearsed-most = Seules les { $count } plus récentes ont été examinées.
rule-waits = Attendre un administrateur
rule-differences = Ce qui aurait eu une autre suite
rule-happened = Ce qui s’est passé
rule-would = Ce que la règle aurait fait
rule-more = { $count ->
    [one] Et une autre.
   *[other] Et { $count } autres.
}
rule-save = Enregistrer la règle
rule-saved = La règle { $name } est enregistrée et agit dès maintenant.
rule-rehearse-again = Les règles ont changé depuis cette répétition. Relisez ce que celle-ci aurait fait parmi les règles actuelles, puis enregistrez.
rule-delete = Supprimer cette règle
rule-delete-hint = Les demandes dont elle aurait décidé attendent un administrateur. Ce qu’elle a décidé reste décidé.
rule-deleted = La règle est supprimée.
rule-domain-is = a une adresse vérifiée dans { $domain }
rule-domain-inside = a une adresse vérifiée dans { $domain } ou en dessous
rule-organisation-is = a pour organisation { $organisation }
rule-role-at-most = demande au plus { $role }
rule-scope-unsaid = ne nomme pas de portée
rule-scope-entire = demande le compte entier
rule-scope-within = ne demande rien hors de { $parts }
rule-within-days = demande une fin dans les { $days } jours
rule-any = est envoyée, quoi qu’elle demande
rule-approves = Approuver : { $what }
rule-approves-for = Approuver : { $what }, pour { $days } jours au plus
rule-declines = Refuser : { $reason }
rule-sends = Confier à { $name }
rule-decided = Par la règle { $name }, version { $version }.
mail-by-deputy = Décision de { $deputy }, en tant que suppléant de { $name }.
mail-by-rule = Décidé par la règle { $name }, version { $version }.
event-rule-saved = Règle enregistrée : { $name }, version { $version }
event-rule-deleted = Règle supprimée : { $name }
event-rules-reordered = Règles mises dans un autre ordre
event-rule-could-not-act = La règle { $name }, version { $version }, n’a pas pu agir ({ $code })
refusal-too-many-rules = Un compte a au plus 50 règles. Supprimez-en une d’abord.
refusal-rule-needs-domain = Une règle qui accorde un accès exige un domaine e-mail vérifié qui appartient à une seule organisation : chacun écrit ce qu’il veut dans son profil, et tout le monde peut avoir une adresse chez un fournisseur public. Ajoutez le domaine, ou laissez la règle transmettre les demandes à un administrateur.
refusal-rule-contradicts = Les règles { $earlier } et { $later } disent autre chose des mêmes demandes. Changez les conditions de l’une, ou supprimez l’autre.
refusal-rule-never-reached = La règle { $later } n’agirait jamais : toute demande qui lui correspond correspond d’abord à { $earlier }. Placez-la plus haut, ou restreignez l’autre.
## Access reviews
reviews = Revues d'accès
reviews-lead = Regardez de temps en temps qui détient quoi : conservez, modifiez ou mettez fin, avant une date.
reviews-none = Aucune revue pour l’instant.
review-start = Commencer une revue
review-started = La revue a commencé. Ses lignes sont en cours d’établissement.
review-new-lead = Ses lignes sont fixées au départ. Ceux qui décident reçoivent un courriel, et des rappels avant la date.
review-name = Nom de la revue
review-name-hint = Par exemple « Automne 2026 ». Il figure dans le journal des événements et dans les courriels.
review-who = Les rôles de qui
review-everyone = De tous
review-dormant = Des personnes inactives depuis { $days } jours
review-due = Échéance
review-due-hint = La journée entière compte.
review-rule = Ce qui reste alors sans réponse
review-rule-keep = Les rôles sans réponse sont conservés
review-rule-end = Les rôles sans réponse prennent fin
review-rule-hint = Le dernier administrateur du compte est toujours conservé.
review-progress = Décidées
review-open = En cours
review-undecided = Non décidée
review-closed = Close
review-others = À décider par quelqu’un d’autre
review-gathering = Les lignes sont encore en cours d’établissement. Vous pouvez déjà commencer.
review-settling = Ce qui est resté sans réponse suit la règle.
review-export = Télécharger le compte rendu en CSV
review-close = Clore la revue maintenant
review-closing = La revue se clôt. Ce qui est resté sans réponse suit sa règle.
review-close-left = { $count ->
    [0] Tout est décidé.
    [one] Un rôle reste à décider.
   *[other] { $count } rôles restent à décider.
}
review-show = Quelles lignes
review-show-open = Non décidées
review-show-mine = À décider par moi
review-show-decided = Décidées
review-show-all = Toutes
review-no-lines = Aucune ligne ici.
review-decision = Décision
review-answer = Décider des lignes cochées
review-keep = Conserver
review-end = Mettre fin
review-end-hint = Vous voyez d’abord ce qui prend fin.
review-role = Un autre rôle
review-until = Une date de fin
review-words = En un mot, pourquoi
review-choose-lines = Cochez au moins une ligne, et 200 au plus.
review-choose-answer = Choisissez ce que deviennent les lignes cochées.
review-end-title = Mettre fin à ces rôles ?
review-end-what = Ces rôles prennent fin aussitôt, et leurs titulaires reçoivent un courriel.
review-decided = { $count ->
    [one] Un rôle décidé.
   *[other] { $count } rôles décidés.
}
review-kept = Conservé
review-kept-suspended = Le compte était suspendu : personne ne pouvait répondre.
review-changed = Modifié
review-ended = Terminé
review-gone = Avait pris fin ou été remplacé avant
review-gone-now = N’est plus détenu
review-superseded = Modifié hors de la revue
review-was = Était { $was } au début de la revue
review-by-rule = selon la règle
event-review-started = Revue d’accès « { $name } » commencée
event-review-opened = Revue d’accès « { $name } » : ses lignes sont fixées
event-review-reminded = Revue d’accès « { $name } » : rappel envoyé aux décideurs
event-review-decided = Revue d’accès « { $name } » : { $holder } : { $outcome }
event-review-ending = Revue d’accès « { $name } » : plus aucune réponse n’est prise
event-review-closed = Revue d’accès « { $name } » close
mail-review-subject = Revue d’accès « { $name } » de { $account }
mail-review-opened = { $count ->
    [one] Un rôle est à examiner d’ici le { $date }. Vous êtes de ceux qui peuvent décider.
   *[other] { $count } rôles sont à examiner d’ici le { $date }. Vous êtes de ceux qui peuvent décider.
}
mail-review-reminder = { $count ->
    [one] Un rôle reste à décider. L’échéance de la revue est le { $date }.
   *[other] { $count } rôles restent à décider. L’échéance de la revue est le { $date }.
}
mail-review-keep = Ce qui sera alors sans réponse est conservé.
mail-review-end = Ce qui sera alors sans réponse prend fin.
mail-review-closed = La revue est close. Son compte rendu peut être téléchargé depuis sa page.
mail-review-action = Ouvrir la revue

## Notification addresses
notification-addresses = Notifications
notification-addresses-lead = Ces adresses, le plus souvent des boîtes partagées, reçoivent une copie quand quelqu’un demande l’accès, et quand personne n’a répondu depuis si longtemps qu’un opérateur est prévenu. Pour décider, il faut se connecter.
notification-addresses-none = Aucune adresse ne reçoit encore de copie.
notification-addresses-closed = Le compte n’est pas actif : aucune copie n’est envoyée, et aucune adresse ne peut être ajoutée.
notification-address-new = Ajouter une adresse
notification-address-add = Ajouter l’adresse
notification-address-hint = Dans le domaine du compte : { $domains }, sous-domaines compris. { $most } adresses au plus.
notification-address-language = Langue des copies
notification-address-added-by = Ajoutée par
notification-address-by = ajoutée par { $name }
notification-address-confirmed = Confirmée
notification-address-waiting = À confirmer
notification-address-lapsed = Non confirmée à temps
notification-address-outside = Hors du domaine
notification-address-outside-words = Tant qu’elle l’est, elle ne reçoit rien.
notification-address-undelivered = Un courriel n’a pas pu être remis :
notification-address-renew = Renvoyer le lien
notification-address-remove = Retirer
notification-address-added = Un courriel avec un lien part vers { $email }. Les copies suivront dès que quelqu’un y aura confirmé.
notification-address-renewed = Un autre courriel part vers { $email }. Le lien du précédent ne fonctionne plus.
notification-address-removed = { $email } est retirée et ne reçoit plus de copies.
notification-address-gone = Cette adresse était déjà retirée. Rien n’a changé.
notification-address-open-until = À confirmer jusqu’au
notification-address-confirm-title = Confirmer une adresse de notification
notification-address-confirm-words = Cette adresse recevra une copie chaque fois que quelqu’un demandera l’accès à ce compte. Pour voir une demande et en décider, il faut se connecter.
notification-address-confirm = Confirmer cette adresse
notification-address-confirmed-now = C’est confirmé : { $email } reçoit désormais des copies au sujet de { $account }.
notification-address-link-outside = Cette adresse n’appartient plus au domaine du compte : rien n’y est envoyé.
event-notification-address-added = Adresse de notification ajoutée : { $email }
event-notification-address-renewed = Adresse de notification à confirmer, courriel renvoyé : { $email }
event-notification-address-confirmed = Adresse de notification confirmée : { $email }
event-notification-address-removed = Adresse de notification retirée : { $email }
mail-notification-address-subject = Confirmez cette adresse pour { $account }
mail-notification-address = { $by } ({ $organisation }) souhaite qu’une copie des courriels sur les demandes d’accès à { $account } arrive ici. Ce sera le cas dès qu’une personne qui lit cette boîte aura confirmé.
mail-notification-address-action = Voir et confirmer
mail-notification-address-not-you = Si vous ne savez pas de quoi il s’agit, ne faites rien : aucune copie ne viendra, et le lien cessera de fonctionner de lui-même.
mail-copy-lead = { $name } demande l’accès au compte { $account }. Ceci est une copie de ce qui a été envoyé à ses administrateurs ; ce sont eux qui décident.
mail-copy-unanswered-subject = Sans réponse : { $name } demande l’accès au compte { $account }
mail-copy-unanswered-lead = { $name } a demandé l’accès au compte { $account } le { $date }, et aucun de ses administrateurs n’a répondu. Un opérateur a été prévenu.
mail-copy-action = Se connecter et voir la demande
mail-copy-why = { $email } reçoit ce courriel en tant qu’adresse de notification de { $account }. Les administrateurs du compte peuvent la retirer.
## Grandes installations

operator-accounts-none-so-far = Aucun compte ne correspond jusqu’ici. Continuez à la page suivante.

## Refusals
refusal-email-not-verified = Il vous faut une adresse e-mail vérifiée avant de pouvoir demander. Ajoutez-en une à votre profil.
refusal-account-not-open = Ce compte ne prend pas de demandes en ce moment : il est suspendu, ou pas encore actif. Adressez-vous à votre contact dans cette entreprise.
refusal-account-rests = Ce compte est suspendu, ou pas encore actif : ceci n’y est pas possible pour l’instant. Les opérateurs peuvent dire pourquoi.
refusal-nothing-decided = Ce compte n’est pas actif : rien n’est décidé de ses demandes. Elles attendent, inchangées, qu’il le soit à nouveau.
refusal-already-pending = Vous l’avez déjà demandé, et votre demande attend une réponse.
refusal-too-soon-after-denial = Votre dernière demande a été refusée. Vous pourrez demander à nouveau à partir du { $from }.
refusal-already-approved = Cette demande a été approuvée le { $at }. Rien n’a été changé.
refusal-already-denied = Cette demande a été refusée le { $at }. Rien n’a été changé.
refusal-already-withdrawn = Cette demande a été retirée le { $at }. Rien n’a été changé.
refusal-already-expired = Cette demande a expiré le { $at }. Rien n’a été changé.
refusal-stale-page = La demande a changé depuis que vous avez ouvert cette page. Relisez-la, puis soumettez.
refusal-own-request = C’est votre propre demande : quelqu’un d’autre en décide.
refusal-own-membership = Vous ne pouvez ni vous donner un rôle ni modifier le vôtre. Adressez-vous à un autre administrateur.
refusal-no-virtual-account-chosen = Cochez au moins un compte virtuel.
refusal-virtual-account-of-another-account = L’un de ces comptes virtuels ne fait pas partie de ce compte. Choisissez à nouveau.
refusal-role-does-not-fit-scope = Ce rôle ne convient pas à la portée. Les rôles de compte Smart vont avec le compte entier, les rôles de compte virtuel avec des comptes virtuels sélectionnés.
refusal-beyond-own-rights = Vous ne pouvez donner que des rôles de compte virtuel, sur vos propres comptes virtuels. Choisissez parmi ceux-là, ou laissez un administrateur du compte Smart en décider.
refusal-approver-outside-domain = Un approbateur du compte Smart doit avoir une adresse e-mail vérifiée dans le domaine { $domain }, et cette personne n’en a pas. Choisissez un autre rôle, ou demandez-lui d’en ajouter une.
refusal-approver-not-a-person = Un approbateur du compte Smart est une personne, avec une adresse e-mail vérifiée dans le domaine du compte. Un groupe ne peut pas l’être : choisissez un autre rôle, ou donnez-le à des personnes par leur nom.
refusal-group-name-taken = Un autre groupe de ce compte porte déjà ce nom. Choisissez-en un autre.
refusal-group-not-managed = L’auteur de cette demande ne gère plus le groupe concerné : rien ne peut être accordé par elle. Refusez-la, ou retirez-la si c’est la vôtre ; ceux qui gèrent maintenant le groupe peuvent demander à nouveau.
refusal-end-date-in-the-past = Cette date est passée. Choisissez-en une plus tardive, ou laissez le champ vide.
refusal-end-date-too-late = Cet accès prend fin au plus tard le { $date }. Choisissez ce jour ou un jour plus proche.
refusal-access-does-not-fit = Ce n’est pas ce qui a été demandé. Choisissez parmi ce que propose la page.
refusal-contract-ended = Ce contrat est terminé : il ne donne rien. Refusez la demande, ou changez d’abord le dernier jour du contrat s’il continue.
refusal-access-ended = Cet accès a déjà pris fin : rien n’a été retiré.
refusal-own-access = C’est votre propre accès : vous ne le retirez pas, vous le rendez dans Mes accès.
refusal-type-not-offered = Le contrat n’offre pas ce type d’accès. Choisissez-en un autre, ou ajoutez-le d’abord au contrat.
refusal-reminder-too-soon = Vous pourrez envoyer le prochain rappel à partir du { $from }.
refusal-reminders-used-up = Tous vos rappels sont envoyés. Si c’est urgent, ouvrez un dossier d’assistance.
refusal-last-administrator = Un compte garde au moins un administrateur sans date de fin. Nommez-en d’abord un autre.
refusal-last-administrator-of = Personne d’autre n’administre { $accounts }. Faites d’abord nommer un autre administrateur, puis réessayez.
refusal-last-operator = C’est le seul opérateur actif. Nommez-en d’abord un autre avec « parvis operator add ».
refusal-person-deactivated = Cette personne est désactivée et ne peut pas se connecter. Rétablissez d’abord son accès.
refusal-own-deactivation = Vous ne pouvez pas vous désactiver vous-même. Adressez-vous à un autre opérateur.
refusal-own-erasure = Vous ne pouvez pas vous effacer vous-même. Adressez-vous à un autre opérateur.
refusal-erasure-of-active = Cette personne peut encore se connecter. Seule une personne partie est effacée : désactivez-la d’abord.
refusal-person-erased = Cette personne a été effacée. Il n’y a plus rien à modifier, ni d’accès à rétablir.
refusal-own-email = Changez votre propre adresse dans votre profil.
refusal-email-taken = Quelqu’un a déjà cette adresse. Si cette personne est partie, désactivez-la et libérez d’abord son adresse.
refusal-still-active = Seule l’adresse d’une personne désactivée peut être libérée. Remplacez-la plutôt.
refusal-applicant-deactivated = L’auteur de la demande a été désactivé : elle ne peut être approuvée. Un opérateur peut rétablir son accès.
refusal-administrators-reachable = Plusieurs administrateurs de ce compte sont joignables, et aucune demande n’y reste sans réponse : eux seuls y donnent des rôles. Écrivez-leur.
refusal-nothing-to-change = C’est déjà fait : quelqu’un vous a devancé. Rien n’a changé.
refusal-invitation-over = Cette invitation a reçu une réponse, a été retirée ou a expiré. Demandez-en une nouvelle.
refusal-invitation-outdated = La personne qui vous a invité ne peut plus attribuer cet accès. Demandez une nouvelle invitation à un administrateur du compte.
refusal-invited-by-another-address = Cette invitation a été envoyée à une autre adresse. Connectez-vous avec celle-ci.
refusal-too-many-offers = Une invitation propose { $most } rôles au plus. Retirez-la et invitez de nouveau avec ce qu’il faut.
refusal-invitation-beyond-reach = Cette adresse a une invitation ouverte qui dépasse vos comptes virtuels. Demandez à un administrateur du compte entier d’y ajouter cet accès.
refusal-letters-too-soon = Assez de courriels sont partis vers cette adresse pour le moment. Envoyez le prochain à partir du { $from }.
refusal-invitations-used-up = Les invitations que vous, ou ce compte, pouvez envoyer en un jour sont épuisées. Envoyez la prochaine à partir du { $from }, ou demandez à un opérateur d’en permettre davantage pour ce compte.
refusal-too-many-strangers = Vous avez nommé autant de personnes inconnues de ce compte qu’il est possible en un jour. Nommez la prochaine à partir du { $from }.
refusal-identifier-taken = Un autre compte a cet identificateur. Choisissez-en un autre, ou demandez l’accès à celui-là.
refusal-already-creating = Vous avez déjà demandé ce compte. Voici où cela en est.
refusal-reason-needed = Ce n’est pas votre domaine : un opérateur décide donc. Dites en 10 caractères au moins pourquoi cet identificateur.
refusal-nominates-self = C’est à quelqu’un d’autre de l’autoriser. Si vous avez vous-même autorité, dites-le en demandant le compte.
refusal-not-the-nominee = Ceci a été envoyé à { $email }. Connectez-vous avec le compte qui a cette adresse, ou demandez l’envoi à la vôtre.
refusal-creation-settled = C’est terminé. Rien n’a changé.
refusal-upload-over = Ce fichier a déjà été appliqué ou abandonné, ou n’est pas encore vérifié. Regardez-le à nouveau.
refusal-upload-faulty = Ce fichier ne peut pas être appliqué : des lignes sont à corriger, ou rien n’y est nouveau.
refusal-review-over = Cette revue ne prend plus de réponses. Rien n’a changé.
refusal-case-closed = Ce dossier est résolu ou fermé. Rouvrez-le, ou ouvrez-en un nouveau, s’il vous faut encore de l’aide.
refusal-case-over-for-long = Ce dossier est fermé depuis trop longtemps pour être rouvert. Ouvrez-en un nouveau qui lui fait suite.
refusal-not-an-agent = Cette personne ne traite pas les dossiers d’assistance, ou a ouvert celui-ci.
refusal-case-already-open = Un dossier est déjà ouvert pour cette demande.
refusal-changed-meanwhile = Quelqu’un a changé ceci depuis que vous avez ouvert la page. Comparez avec l’état actuel, puis enregistrez à nouveau.
refusal-virtual-account-name-taken = Un compte virtuel de ce nom existe déjà dans le compte. Choisissez-en un autre.
refusal-virtual-account-inside-itself = Un compte virtuel ne peut être placé ni en lui-même, ni dans ce qu’il contient. Choisissez un autre endroit.
refusal-nested-too-deep = Les comptes virtuels s’emboîtent sur { $most } niveaux, pas plus. Choisissez un endroit plus haut.
refusal-too-many-virtual-accounts = Un compte contient au plus { $most } comptes virtuels. Supprimez ceux qui ne servent plus.
refusal-virtual-account-is-default = Le compte par défaut ne peut pas être supprimé. Faites d’abord d’un autre compte virtuel le compte par défaut.
refusal-virtual-account-not-yours = Cet endroit est en dehors de vos propres comptes virtuels. Choisissez-en un à l’intérieur, ou adressez-vous à un administrateur du compte Smart.
refusal-virtual-account-gone = Ce compte virtuel n’existe pas, ou plus. Choisissez-en un autre.
refusal-not-a-decider = Cette personne ne peut pas décider de cette demande. Choisissez-en une autre.
refusal-waiting-for-requester = Un mot du demandeur est déjà attendu. Décidez, proposez autre chose, ou attendez.
refusal-nothing-to-answer = Plus rien n’est attendu de vous. Regardez de nouveau la demande.
refusal-offer-is-what-was-asked = C’est ce qui est demandé. Approuvez, ou choisissez une autre portée, un autre rôle ou une autre date de fin.
refusal-offer-void = Cette proposition ne peut plus être accordée. Gardez votre demande initiale : la décision portera sur elle.
refusal-mail-cannot-be-off = Ces courriels ne peuvent pas être désactivés.
refusal-no-such-hours = Choisissez deux heures différentes, ou aucune.
refusal-alias-taken = { $identifier } n’est pas disponible. Retirez-le, ou adressez-vous à un opérateur s’il est à vous.
refusal-alias-unproven = { $identifier } ne peut être ajouté : aucun administrateur de ce compte n’a d’adresse e-mail vérifiée dans ce domaine. Faites-en vérifier une, ou adressez-vous à un opérateur.
refusal-too-many-aliases = { $most } alias au plus. Retirez-en.
refusal-address-outside-domain = Cette adresse est hors du domaine du compte. Prenez-en une à l’intérieur : { $domains }, sous-domaines compris.
refusal-address-no-domain = N’importe qui peut avoir une adresse dans le domaine de ce compte : aucune ne compte comme intérieure. Ajoutez d’abord un alias que votre organisation est seule à avoir.
refusal-address-listed = Cette adresse est déjà dans la liste.
refusal-too-many-addresses = Un compte a { $most } adresses de notification au plus. Retirez-en une d’abord.
refusal-address-confirmed = Cette adresse est déjà confirmée. Il n’y a plus rien à faire.
refusal-address-removed = Cette adresse a été retirée du compte : rien n’y est envoyé.
refusal-address-link-replaced = Un courriel plus récent a été envoyé à cette adresse. Suivez le lien de celui-là.
refusal-address-link-lapsed = Il est trop ancien. Demandez à un administrateur du compte d’en envoyer un autre.
refusal-account-letters-too-soon = Assez de courriels avec un lien sont partis pour ce compte pour le moment. Envoyez le prochain à partir du { $from }.
refusal-own-letters-too-soon = Vous avez fait partir assez de courriels vers les adresses d’autres personnes pour le moment. Envoyez le prochain à partir du { $from }.
refusal-too-often = Il y a eu trop de tentatives. Réessayez à partir du { $from }.
refusal-messages-too-soon = Vous avez écrit assez de messages pour le moment. Écrivez le prochain à partir du { $from } ; d’ici là, ce que vous avez à dire tient en un seul.
refusal-too-much-said = Il a été dit ici tant de choses qu’il ne reste plus de place.
refusal-too-many-attachments = { $left ->
    [0] Ce dossier contient autant de fichiers qu’il est permis. Dites le reste en toutes lettres, ou ouvrez un autre dossier.
    [one] Un seul fichier peut encore accompagner ce message.
   *[other] { $left } fichiers seulement peuvent encore accompagner ce message.
}
refusal-attachments-too-soon = Vous avez joint autant de fichiers qu’il est permis en une journée. Vous pourrez en joindre d’autres à partir de { $from }.
refusal-too-many-agreements = Un compte a au plus { $most } accords. Publiez une nouvelle version de l’un d’eux.
refusal-contract-number-taken = Un autre contrat porte le numéro { $number }. Retrouvez-le dans la liste pour le modifier, ou saisissez un autre numéro.
refusal-no-access-type-offered = Choisissez au moins un type d’accès.
refusal-too-many-serials = Un contrat a au plus { $most } numéros de série.
refusal-too-many-contract-domains = Un contrat a au plus { $most } domaines.
refusal-domain-of-anybody = N’importe qui peut avoir une adresse dans { $domain } : ce domaine ne prouve l’appartenance à aucune société. Indiquez un domaine que la société a enregistré elle-même.

## Errors
error-home = Revenir à la page d’accueil
error-not-found = Page introuvable
error-not-found-words = Cette page n’existe pas, ou elle ne vous est pas destinée. Vérifiez l’adresse, ou repartez de la page d’accueil.
error-bad-form = L’envoi est arrivé incomplet
error-bad-form-words = Un élément envoyé par la page manquait ou n’était pas celui attendu. Revenez en arrière, rechargez la page et réessayez.
error-refused = Ce n’est pas possible
error-too-often = Trop souvent
error-busy = Trop de monde en ce moment
error-busy-words = Nous n’avons pas pu répondre à temps. Attendez quelques secondes, regardez si c’est fait, puis réessayez.
error-read-only = Lecture seule pour l’instant
error-read-only-words = Rien ne peut être changé pour l’instant ; ce qui existe peut être lu. Gardez ce que vous avez saisi, et réessayez plus tard.
error-internal = Quelque chose n’a pas fonctionné
error-internal-words = L’erreur vient de nous, et elle est notée. Rien n’a été changé. Réessayez, et demandez de l’aide si cela se reproduit.
error-other-site = Envoyé depuis un autre site
error-other-site-words = Pour votre sécurité, nous n’acceptons que les formulaires de nos propres pages, à l’adresse { $address }. Ouvrez-y la page et réessayez. Si vous y êtes déjà, signalez à qui exploite cette installation qu’une autre adresse y est configurée.
error-method = Pas de cette façon
error-method-words = Cette adresse ne s’utilise pas ainsi. Repartez de la page d’accueil.
error-too-large = Trop volumineux
error-too-large-words = Votre envoi est plus grand que tous nos formulaires. Raccourcissez-le et réessayez.

## Support cases
support-case-list = Dossiers d’assistance
support-case-list-operators = Dossiers du seul agent de l’assistance : les opérateurs sont les seuls à pouvoir y répondre. S’il y a plusieurs agents, il n’y en a aucun ici.
support-case-none = Aucun dossier ici.
support-case-open-one = Ouvrir un dossier d'assistance
support-case-lead = Le dossier reprend votre demande d’accès à { $identifier } : l’assistance voit ce que vous avez demandé et ce qui s’est passé depuis.
support-case-words = De quoi avez-vous besoin ?
support-case-words-hint = Dites ce qui est urgent, et à qui vous vous êtes déjà adressé.
support-case-send = Envoyer à l’assistance
support-case-opened = Votre dossier est ouvert. La réponse figurera ici, et nous vous écrirons dès qu’il y en aura une.
support-case-about = Un dossier porte sur cette demande :
support-case-see = voir le dossier
support-case-access-to = Accès à { $identifier }
support-case-no-subject = Sans objet
support-case-number = Numéro du dossier
support-case-subject = Objet
support-case-subject-hint = En quelques mots, pour que vous et l’assistance le retrouviez.
support-case-lead-free = Dites ce qu’il vous faut : la réponse figurera dans le dossier, et nous vous écrirons dès qu’il y en aura une.
support-case-about-request = Au sujet de laquelle de vos demandes ?
support-case-no-request = Aucune
support-case-earlier = Fait suite à
support-case-your-turn = Votre réponse est attendue
support-case-own = Vos dossiers d'assistance
support-case-own-none = Vous n’avez ouvert aucun dossier d’assistance.
support-case-search = Numéro, objet, nom ou adresse
support-case-any-status = Tous les états
support-case-assignee = Agent
support-case-mine = Vous
support-case-nobodys = Personne
support-case-priority = Priorité
support-case-due = Échéance
support-case-overdue = En retard
support-case-first-answer = Première réponse
support-case-resolution = Résolution
support-case-first-answer-due = Première réponse attendue
support-case-first-answer-given = Première réponse donnée
support-case-resolution-due = Résolution attendue
support-case-over-since = Terminé depuis
support-case-clock-stands = Suspendue tant que l’auteur n’a pas répondu
support-case-work = Traitement du dossier
support-case-prioritised = La priorité est enregistrée.
support-case-take = Prendre le dossier
support-case-taken = Ce dossier vous est attribué.
support-case-hand-to = Confier le dossier à
support-case-choose-agent = Choisir un agent
support-case-choose-agent-fault = Choisissez l’agent à qui confier le dossier.
support-case-hand = Confier
support-case-no-other-agent = Il n’y a pas d’autre agent à qui confier le dossier.
support-case-handed = Le dossier est confié à cet agent.
support-case-give-back = Rendre à tous les agents
support-case-given-back = Ce dossier n’est plus attribué : il attend tous les agents.
support-case-opener = Ouvert par
support-case-canned = Réponse préparée
support-case-canned-hint = Elle est ajoutée au message, dans la langue de l’auteur du dossier. Ce que vous avez écrit reste.
support-case-canned-none = Aucune
support-case-canned-put = Ajouter au message
support-case-canned-fault = Choisissez une réponse préparée.
support-case-note = Note pour l’assistance
support-case-note-hint = Seuls les agents la lisent, jamais l’auteur du dossier.
support-case-note-keep = Garder la note
support-case-noted = La note est enregistrée.
support-case-act = Ce que l’assistance peut faire
support-case-act-lead = L’assistance ne décide pas de la demande et n’y met pas fin.
support-case-why = Pourquoi
support-case-why-hint = Seuls les agents le lisent, dans ce dossier. Ni les personnes qui décident ni le demandeur ne le voient.
support-case-remind = Relancer les personnes qui décident
support-case-reminded = Les personnes qui décident sont relancées par courriel.
support-case-hand-over-to = Confier la demande à
support-case-choose-decider = Choisir qui décide
support-case-choose-decider-fault = Choisissez à qui confier la demande.
support-case-hand-over = Confier la demande
support-case-handed-over = La demande est confiée à cette personne, qui en est prévenue par courriel.
support-case-act-reminder = Personnes qui décident relancées
support-case-act-hand-over = Demande confiée
support-case-handed-request = L’assistance a confié la demande à { $name }
support-case-internal = Note interne
support-case-solution = Solution
support-case-solve = Envoyer et marquer comme résolu
support-case-solved-now = Le dossier est résolu. Son auteur est informé de la solution.
support-case-is-closed = Ce dossier est fermé.
support-case-closes = Ce dossier est résolu. Il se fermera de lui-même le { $date }.
support-case-reopen-until = Ce n’est finalement pas résolu ? Vous pouvez rouvrir le dossier jusqu’au { $date }.
support-case-still-missing = Que manque-t-il encore ?
support-case-reopen = Rouvrir le dossier
support-case-reopened = Le dossier est de nouveau ouvert.
support-case-go-on = Ouvrir un nouveau dossier qui fait suite à celui-ci
support-case-messages = Messages
support-case-agent = Assistance
support-case-message = Votre message
support-case-message-send = Envoyer le message
support-case-message-sent = Ce que vous avez écrit figure dans le dossier.
support-case-afterwards = Après le message
support-case-afterwards-waits = Le dossier attend son auteur
support-case-afterwards-stays = Le dossier reste à l’assistance
attachment-field = Fichiers
attachment-hint = PNG, JPEG, PDF, texte ou CSV. Au plus { $most } fichiers de { $each } Mo chacun, et { $together } Mo en tout.
attachment-fault = { $name } : { $why }
attachment-too-large = Le fichier dépasse { $most } Mo. Envoyez-en une partie, ou une image de moindre résolution.
attachment-too-large-together = Avec ce fichier, l’ensemble dépasse { $most } Mo. Envoyez le reste avec un autre message.
attachment-too-many = Un message peut être accompagné de { $most } fichiers au plus. Envoyez le reste avec un autre message.
attachment-broken-off = Le fichier n’est pas arrivé entier. Choisissez-le de nouveau.
attachment-empty = Le fichier est vide.
attachment-unknown = Ce type de fichier n’est pas accepté. Envoyez un fichier PNG, JPEG, PDF, texte ou CSV.
attachment-not-utf8 = Ce n’est pas un texte en UTF-8. Enregistrez-le de nouveau en UTF-8 (dans un tableur : « CSV UTF-8 »), puis choisissez-le de nouveau.
attachment-active = Les pages, les dessins avec scripts et les programmes ne sont pas acceptés, ni un texte qui commence ainsi. Envoyez-en une image, ou un texte précédé d’une ligne de votre main.
attachment-archive = Les archives et les documents bureautiques ne sont pas acceptés, car personne ne voit ce qu’ils contiennent. Envoyez les fichiers eux-mêmes, et les documents au format PDF.
attachment-two-types = Le fichier est de deux types à la fois. Enregistrez-le de nouveau dans le logiciel qui l’a produit ; une photo animée, comme photo fixe.
attachment-cut-off = La fin du fichier manque. Choisissez-le de nouveau.
attachment-disagrees = D’après son contenu, ce fichier est de type { $kind }, alors que son nom ou le type annoncé dit autre chose. Donnez-lui la bonne extension.
attachment-again = Rien n’a encore été envoyé. Choisissez de nouveau les fichiers.
attachment-busy = D’autres fichiers sont en cours de réception. Attendez un instant, choisissez de nouveau les fichiers, puis envoyez-les.
attachment-list = Pièces jointes
attachment-digest = SHA-256
attachment-size = Octets
attachment-png = image PNG
attachment-jpeg = image JPEG
attachment-pdf = document PDF
attachment-text = fichier texte
attachment-csv = fichier CSV
attachment-about = { $kind }, { $size }
attachment-bytes = { $size ->
    [one] { $size } octet
   *[other] { $size } octets
}
attachment-kilobytes = { $size } ko
attachment-megabytes = { $size } Mo
support-case-close = Fermer le dossier
support-case-close-question = Fermer ce dossier ?
support-case-close-opener = Plus personne n’y répondra. Vous pourrez le rouvrir pendant 14 jours ; s’il était déjà résolu, pendant 14 jours à compter de la résolution.
support-case-close-agent = La personne qui l’a ouvert en est informée. Il peut être rouvert pendant 14 jours ; s’il était déjà résolu, pendant 14 jours à compter de la résolution.
support-case-close-typed = Ce que vous avez saisi n’est pas envoyé pour autant. Le texte reste sur la page.
support-case-close-sure = Oui, le fermer
support-case-close-not = Le laisser ouvert
support-case-since = Le dossier a changé depuis que vous avez ouvert la page
support-case-since-lead = Rien n’a été fait. Prenez connaissance des nouveautés, puis appuyez de nouveau sur le bouton si cela vaut toujours : ce que vous avez saisi est resté dans son champ.
support-case-since-said = { $name } a écrit.
support-case-since-solved = { $name } a marqué le dossier comme résolu.
support-case-since-closed = { $name } a fermé le dossier.
support-case-since-closed-by-itself = Le dossier s’est fermé de lui-même.
support-case-since-reopened = { $name } a rouvert le dossier.
support-case-since-noted = { $name } a enregistré une note.
support-case-since-acted = { $name } est intervenu sur la demande.
support-case-since-prioritised = { $name } a défini la priorité : { $priority }.
support-case-since-taken = { $name } a pris le dossier en charge.
support-case-since-handed = { $name } a confié le dossier à quelqu’un d’autre.
support-case-since-given-back = { $name } a rendu le dossier à tous.
support-case-new = Nouveau
support-case-reopening = Réouverture
support-case-unsent = Ceci n’a pas été envoyé
support-case-opener-gone = Désactivé
support-case-opener-gone-words = Le compte utilisateur de la personne qui a ouvert ce dossier est désactivé : ce que vous écrivez ici ne parvient à personne.
support-case-decide = Décider de la demande
support-case-decided = Voir la demande là où elle est décidée
support-case-closed-now = Le dossier est fermé.
support-case-request = La demande
support-case-mind = L’auteur de la demande ne sait peut-être pas si un tel compte existe : pesez vos mots.
support-case-no-account = Aucun compte n’a cet identificateur.
contact-title = Écrire à l’assistance
contact-lead = Pour les personnes qui ne peuvent pas se connecter. Nous envoyons d’abord un lien à votre adresse ; dès que vous l’aurez suivi, votre message parviendra à l’assistance. La réponse arrive par courriel.
contact-signed-in = Votre session est ouverte : ouvrez plutôt un dossier d’assistance. Aucune confirmation n’est nécessaire, et la réponse figurera parmi vos dossiers.
contact-forgotten-first = S’il ne vous manque que votre identifiant ou votre mot de passe, vous les obtiendrez sans l’assistance.
contact-name = Votre nom
contact-email = Votre adresse électronique
contact-email-hint = Le lien et la réponse y seront envoyés.
contact-words = Quel est le problème ?
contact-words-hint = Dites ce que vous avez essayé et ce que la page affichait. N’envoyez jamais de mot de passe.
contact-send = Envoyer
contact-sent = Si cette adresse peut recevoir des courriels, un lien est en route. Suivez-le dans les deux jours : d’ici là, rien de ce que vous avez écrit ne parvient à l’assistance. Rien après quelques minutes ? Regardez dans les courriels indésirables, ou vérifiez l’adresse et réessayez.
contact-confirm-title = Envoyer ce message à l’assistance
contact-confirm-lead = Ce message a été écrit avant que l’adresse soit confirmée. Ne l’envoyez que s’il est de vous.
contact-confirm = Confirmer l’adresse et envoyer
contact-confirmed = Votre adresse est confirmée, et votre message est parvenu à l’assistance. La réponse figurera ici et arrivera par courriel.
contact-arrived = Votre adresse est confirmée, et l’assistance a reçu ce que vous avez écrit. Le courriel le plus récent au sujet de votre dossier contient un lien qui y mène ; la réponse vous parviendra aussi par courriel.
contact-link-dead = Il a déjà servi, il est trop ancien, ou votre dossier a été fermé et ne peut plus être rouvert. Ce qui a été confirmé est parvenu à l’assistance : le courriel le plus récent au sujet de votre dossier y mène. Vous pouvez aussi écrire de nouveau.
contact-case-lead = Toute personne qui a le lien d’un courriel sur ce dossier peut le lire et y écrire. Ne le transmettez à personne.
contact-link-expired = Ce lien est trop ancien. Votre dossier d’assistance existe toujours : nous pouvons envoyer un autre lien à l’adresse que vous avez confirmée.
contact-link-another = Envoyer un autre lien
contact-link-sent = Un autre lien est en route vers l’adresse que vous avez confirmée, si elle peut recevoir des courriels. Il fonctionne pendant 30 jours.
support-case-visitor = Sans session ; adresse confirmée
support-case-visitor-mind = L’auteur de ce dossier n’avait pas ouvert de session. Il est confirmé qu’il lit les courriels de cette adresse ; son nom ne l’est pas. Ne dites rien que seul le titulaire d’un compte utilisateur doit savoir, et n’ouvrez d’accès à personne sur sa seule parole.
support-case-visitor-known = Cette adresse est celle de
support-case-visitor-unknown = Aucun compte utilisateur n’a cette adresse.
support-case-visitor-short = sans session

## Contracts
contract-full-support = Assistance complète (contrat)
contract-software-download = Téléchargement de logiciels (contrat)
contract-bill-to = Identifiant de facturation
contract-serials = Numéros de série
contract-company = Société
contract-parent = Société mère
contract-domains = Domaines vérifiés
contract-end = Fin
contract-locked = Verrouillé
contracts = Contrats
contract-all = Tous les contrats
contract-title = Contrat { $number }
contract-number = Numéro de contrat
contract-number-hint = Lettres et chiffres. Espaces, traits d’union et majuscules n’ont pas d’importance.
contract-number-missing = Saisissez un numéro : des lettres et des chiffres.
contract-number-too-long = Un numéro a au plus { $most } lettres et chiffres ; celui-ci en a { $found }.
contract-number-not-allowed = Un numéro est fait de lettres de A à Z et de chiffres, sans « { $character } ». Espaces et traits d’union n’ont pas d’importance.
contract-one-of-list = « { $text } » : { $fault }
contract-bill-to-hint = Celui de la société qui paie. Plusieurs contrats peuvent porter le même.
contract-serials-hint = Un par ligne, ou séparés par des espaces ou des points-virgules, { $most } au plus. Un numéro de série qui figure dans plusieurs contrats ne mène à aucun d’eux.
contract-domains-hint = Un par ligne, { $most } au plus : les domaines dont vous avez vérifié qu’ils appartiennent à la société ou à sa société mère. Toute personne qui y a une adresse confirmée obtient l’accès aussitôt.
contract-offers = Types d'accès
contract-last-day = Dernier jour
contract-last-day-hint = Le contrat vaut jusqu’à la fin de ce jour, dans votre fuseau horaire. Laissez vide si le jour n’est pas connu.
contract-ended = Terminé
contract-in-force = En vigueur
contract-no-domain = Aucun : l’assistance décide de chaque demande.
contract-search = Numéro ou société
contract-search-hint = Le début d’un numéro de contrat, d’un identifiant de facturation ou d’un numéro de série, ou des mots du nom ou du domaine de la société.
contract-none = Il n’y a pas encore de contrat. Ajoutez le premier.
contract-none-found = Aucun contrat ne commence ainsi. Tapez-en moins.
contract-none-so-far = Rien n’a été trouvé jusqu’ici. Passez à la page suivante.
contract-new = Ajouter un contrat
contract-added = Le contrat { $number } a été ajouté.
contract-import = Importer des contrats
contract-imports = Fichiers de contrats
contract-file-hint = Choisissez un fichier ou déposez-le ici. Première ligne : { $header }, dans un ordre quelconque.
contract-file-columns = Ce que contient le fichier
contract-file-rules = Un contrat par ligne, connu par son numéro : celui qui existe déjà devient en tout point ce que dit sa ligne. Plusieurs numéros de série, domaines ou types d’accès sont séparés par des espaces, les dates s’écrivent comme 2027-03-31, et locked vaut yes ou no.
contract-export = Exporter les contrats
contract-export-hint = Tels qu’ils sont trouvés ici, en CSV que l’on peut importer à nouveau.
contract-change = Modifier
contract-change-title = Modifier le contrat { $number }
contract-changed = Le contrat a été modifié.
contract-lock = Verrouiller le contrat
contract-lock-lead = Un contrat verrouillé ne donne accès à personne sur-le-champ : chaque demande attend l’assistance. Les accès déjà obtenus restent.
contract-locked-now = Le contrat est verrouillé.
contract-unlock = Déverrouiller le contrat
contract-unlock-lead = Tant qu’il est verrouillé, il ne donne accès à personne sur-le-champ : chaque demande attend l’assistance.
contract-unlocked-now = Le contrat n’est plus verrouillé.
contract-do-end = Mettre fin au contrat
contract-end-title = Mettre fin au contrat { $number }
contract-end-hint = Le contrat vaut jusqu’à la fin de ce jour, dans votre fuseau horaire. Laissez vide pour y mettre fin aussitôt.
contract-end-nothing = Dès lors, plus personne n’obtient d’accès par ce contrat.
contract-end-access = Les accès obtenus par ce contrat prennent fin avec lui.
contract-end-nobody = Personne n’a accès par ce contrat actuellement.
contract-end-holders = { $count ->
    [one] Une personne a accès par ce contrat actuellement.
   *[other] { $count } personnes ont accès par ce contrat actuellement.
}
contract-end-kept = Le contrat reste dans la liste avec son historique. S’il continue malgré tout, modifiez son dernier jour.
contract-ended-now = Le contrat est terminé.
contract-ends-on = Le contrat prend fin après le { $day }.
contract-access = Personnes ayant accès
contract-access-title = Accès par le contrat { $number }
contract-access-lead = Par son numéro, son identifiant de facturation ou l’un de ses numéros de série, pour ce qui vaut aujourd’hui.
contract-access-none = Personne n’a accès par ce contrat.
contract-access-number = Numéro indiqué
contract-access-request = Demande
contract-history = Historique
contract-history-change = { $label } : { $after } (auparavant : { $before })

## Operators
operator-title = Exploitation
operator-needed = À traiter
operator-proxy-unnamed = Vous êtes passé par { $address }, qui dit pour qui il transmet mais ne figure pas dans trusted_proxies. Si c’est votre mandataire inverse, nommez-le dans ce réglage : d’ici là, tout le monde compte pour un seul visiteur, et quelques mots de passe erronés tiennent tout le monde dehors.
operator-one-address = Presque toutes les connexions récentes venaient de { $address }. Si c’est un mandataire inverse, nommez-le dans le réglage trusted_proxies et faites-lui envoyer X-Forwarded-For : d’ici là, tout le monde compte pour un seul visiteur, et quelques mots de passe erronés tiennent tout le monde dehors.
operator-no-mail = Aucun serveur de messagerie n’est configuré. Les courriels attendent et partiront dès qu’il y en aura un : voir le manuel d’exploitation.
operator-dead = { $count ->
    [one] Un courriel n’a pas pu être remis.
   *[other] { $count } courriels n’ont pas pu être remis.
}
operator-see = Voir le détail
operator-waiting = { $count ->
    [one] Un courriel attend d’être envoyé.
   *[other] { $count } courriels attendent d’être envoyés.
}
operator-mail-still = Aucun courriel ne part.
operator-mail-since = Depuis :
operator-mail-oldest = le plus ancien courriel en attente a été écrit le
operator-mail-with-fault = { $count ->
    [one] L’envoi d’un courriel a échoué et sera tenté de nouveau.
   *[other] L’envoi de { $count } courriels a échoué et sera tenté de nouveau.
}
mail-trouble-unreachable = Le serveur de messagerie est injoignable.
mail-trouble-unsafe = La connexion au serveur de messagerie ne peut pas être sécurisée.
mail-trouble-shut-out = Le serveur de messagerie refuse l’identification.
mail-trouble-sender = Le serveur de messagerie n’accepte rien de cet expéditeur.
mail-trouble-silent = Le serveur de messagerie ne répond pas à temps.
mail-trouble-every-reader = Le serveur de messagerie refuse tous les destinataires.
operator-undone = Ce qui n’a pas pu être fait
operator-undone-lead = { $count ->
    [one] Une tâche arrivée à échéance a échoué. Elle est retentée d’elle-même, de moins en moins souvent.
   *[other] { $count } tâches arrivées à échéance ont échoué. Elles sont retentées d’elles-mêmes, de moins en moins souvent.
}
operator-undone-what = Objet
operator-undone-why = Erreur
operator-undone-since = Depuis
operator-undone-next = Prochain essai
operator-escalated = Demandes restées sans réponse
operator-escalated-none = Toutes les demandes sont suivies.
operator-escalated-hint = Joignez les personnes qui décident : elles seules le peuvent. Si personne ne répond pour un compte, ouvrez sa page pour nommer un autre administrateur ; pour un programme, nommez d’autres décideurs dans la configuration.
operator-asked-for = Objet de la demande
operator-nobodys = personne n’a cet identificateur
operator-administrators = Administrateurs
operator-no-administrators = aucun n’est joignable
operator-accounts = Comptes Smart
operator-accounts-none = Aucun compte Smart pour l’instant. Créez le premier, ou reprenez l’existant avec « parvis import ».
operator-new-account = Créer un compte Smart
operator-create = Créer le compte
operator-identifier-hint = Le nom de domaine sous lequel le compte sera connu, par exemple entreprise.example.
operator-virtual-accounts-hint = Un nom par ligne. Le premier est celui par défaut.
operator-first-virtual-account = Principal
operator-virtual-account-twice = { $name } y figure deux fois.
operator-administrator = Premier administrateur
operator-administrator-hint = L’identifiant ou l’adresse e-mail de quelqu’un qui peut se connecter.
operator-administrator-unknown = Personne ne se connecte ainsi. Demandez d’abord à cette personne de créer un compte.
operator-domain-taken = Un autre compte a cet identificateur.
operator-account-created = Le compte { $name } est prêt.
operator-mail = Courriels
operator-mail-all = Tous
operator-mail-none = Aucun courriel ici.
operator-mail-retry = Réessayer
operator-mail-revived = Un nouvel envoi de ce courriel va être tenté aussitôt.
operator-mail-faulty = En échec
operator-mail-waiting = En attente
operator-mail-choose = Choisir le courriel à
operator-mail-retry-chosen = Renvoyer la sélection
operator-mail-retry-all = Tout renvoyer
operator-mail-none-chosen = Aucun courriel n’a été choisi.
operator-mail-tried-again = { $count ->
    [0] Aucun courriel n’était en échec. L’envoi de ceux qui attendent va être tenté aussitôt.
    [one] Un nouvel envoi d’un courriel va être tenté aussitôt.
   *[other] Un nouvel envoi de { $count } courriels va être tenté aussitôt.
}
operator-notices = Avis qui n’ont pas pu être rédigés
operator-notices-lead = Ce qui devait être annoncé et dont aucun courriel n’a pu être fait. La rédaction est retentée d’elle-même.
mail-dead = Abandonné
mail-sent = Remis au serveur de messagerie
mail-waiting = { $count ->
    [0] En attente
    [one] En attente, une tentative
   *[other] En attente, { $count } tentatives
}

## Events
actor-system = Parvis
actor-visitor = Un visiteur
event-request-sent = Accès demandé
event-request-approved = Demande approuvée : { $role }
event-request-denied = Demande refusée : { $reason }
event-request-withdrawn = Demande retirée
event-request-expired = Demande expirée
event-request-nudged = Rappel envoyé par le demandeur
event-request-reminded = Décideurs relancés
event-request-reminded-by-support = Décideurs relancés par l’assistance
event-request-escalated = Opérateur prévenu
event-request-expiry-announced = Demandeur averti de l’expiration
event-request-decision-refused = Décision rejetée ({ $code })
event-membership-granted = Rôle donné : { $role }
event-membership-ended = Rôle terminé : { $role }
event-membership-changed = Rôle modifié : { $role }
event-membership-end-announced = Fin d’un rôle annoncée : { $role }
event-entitlement-granted = Accès accordé : { $what }
event-entitlement-granted-kind = Accès accordé
event-entitlement-end-announced = La personne a été prévenue de la fin de l’accès
event-entitlement-ended = Accès terminé
event-entitlement-taken-away = Accès retiré
event-entitlement-end-moved = La fin de l’accès a changé
event-group-created = Groupe créé : { $name }
event-group-changed = Groupe modifié : { $name }
event-group-deleted = Groupe supprimé : { $name }
event-group-deletion-begun = Groupe en cours de suppression : { $name }
event-group-member-added = Quelqu’un a rejoint le groupe { $name }
event-group-member-removed = Quelqu’un a quitté le groupe { $name }
event-group-emptied = { $count ->
    [one] { $count } personne a quitté le groupe { $name } avec sa suppression
   *[other] { $count } personnes ont quitté le groupe { $name } avec sa suppression
}
event-group-refused = Une modification du groupe { $name } a été refusée ({ $code })
event-group-guest-added = Quelqu’un a rejoint le groupe { $name }, qui détient des rôles ici
event-group-guest-removed = Quelqu’un a quitté le groupe { $name }, qui détient des rôles ici
event-person-registered = Nouvelle inscription
event-person-profile-changed = Profil modifié
event-person-email-changed = Adresse changée
event-person-email-taken-back = Changement d’adresse annulé
event-person-email-replaced = Adresse remplacée par un opérateur
event-person-email-freed = Adresse d’une personne désactivée libérée par un opérateur
event-person-email-failing = Les courriels à une adresse n’arrivent pas
event-person-email-working = Les courriels à une adresse arrivent de nouveau
event-person-password-changed = Mot de passe changé
event-person-operator-appointed = Opérateur nommé
event-person-operator-removed = Fonction d’opérateur retirée
event-person-agent-appointed = Agent d’assistance nommé
event-person-agent-removed = Fonction d’agent d’assistance retirée
event-person-reset-link-made = Lien de choix d’un nouveau mot de passe créé sur la machine
event-account-created = Compte créé
event-virtual-account-created = Compte virtuel créé : { $name }
event-case-opened = Dossier d’assistance ouvert
event-case-answered = Réponse à un dossier d’assistance
event-case-closed = Dossier d’assistance fermé
event-case-solved = Dossier d’assistance résolu
event-case-closed-by-itself = Dossier d’assistance résolu, fermé de lui-même
event-case-reopened = Dossier d’assistance rouvert
event-case-removed = Dossier d’assistance supprimé au terme de sa durée de conservation
event-case-attached = Fichiers joints à un dossier d’assistance
event-case-noted = Note enregistrée dans un dossier d’assistance
event-case-acted = Intervention de l’assistance sur la demande d’un dossier
event-case-prioritised = Priorité d’un dossier d’assistance définie
event-case-assigned = Dossier d’assistance confié à un agent ou rendu à tous
event-virtual-account-changed = Compte virtuel modifié : { $name }
event-virtual-account-moved = Compte virtuel déplacé : { $name }
event-virtual-account-made-default = Nouveau compte virtuel par défaut : { $name }
event-virtual-account-deleted = Compte virtuel supprimé : { $name }
event-virtual-account-deletion-begun = Compte virtuel en cours de suppression : { $name }
event-request-scope-changed = Une demande continue sans { $name }, qui a été supprimé
event-account-properties-changed = Les propriétés ont été modifiées
event-account-invitations-set = Invitations par jour : { $count }
event-account-invitations-by-age = Invitations par jour : autant que les comptes de cet âge
event-account-invitations-set-kind = Nombre d’invitations fixé
event-contract-created = Contrat { $number } ajouté
event-contract-changed = Contrat { $number } modifié
event-contract-ended = Contrat { $number } terminé
event-agreement-published = Accord publié : { $title }
event-agreement-accepted = Accord accepté : { $title }

## Kinds of events, for choosing
event-request-approved-kind = Demande approuvée
event-request-denied-kind = Demande refusée
event-request-decision-refused-kind = Décision rejetée
event-request-scope-changed-kind = Une demande continue sans un compte virtuel supprimé
event-request-offered-kind = Autre chose a été proposé
event-review-started-kind = Revue d’accès commencée
event-review-opened-kind = Revue d’accès : ses lignes sont fixées
event-review-reminded-kind = Revue d’accès : rappel envoyé aux décideurs
event-review-decided-kind = Revue d’accès : rôle décidé
event-review-ending-kind = Revue d’accès : plus aucune réponse n’est prise
event-review-closed-kind = Revue d’accès close
event-creation-asked-kind = Un nouveau compte a été demandé
event-creation-nominee-named-kind = L’autorisation du compte a été demandée à quelqu’un
event-creation-nominee-declined-kind = Le compte n’a pas été autorisé
event-creation-objected-kind = Objection à un compte situé sous celui-ci
event-creation-declined-kind = Un opérateur a refusé le compte
event-membership-granted-kind = Rôle donné
event-membership-ended-kind = Rôle terminé
event-membership-changed-kind = Rôle modifié
event-membership-end-announced-kind = Fin d’un rôle annoncée
event-group-created-kind = Groupe créé
event-group-changed-kind = Groupe modifié
event-group-deleted-kind = Groupe supprimé
event-group-deletion-begun-kind = Suppression d’un groupe commencée
event-group-member-added-kind = Quelqu’un a rejoint un groupe
event-group-member-removed-kind = Quelqu’un a quitté un groupe
event-group-emptied-kind = Des personnes ont quitté un groupe avec sa suppression
event-group-refused-kind = Une modification de groupe a été refusée
event-group-guest-added-kind = Quelqu’un a rejoint un groupe d’un autre compte, qui détient des rôles ici
event-group-guest-removed-kind = Quelqu’un a quitté un groupe d’un autre compte, qui détient des rôles ici
event-invitation-sent-kind = Invitation envoyée
event-invitation-extended-kind = Invitation étendue
event-invitation-renewed-kind = Invitation renvoyée
event-invitation-accepted-kind = Invitation acceptée
event-invitation-declined-kind = Invitation déclinée
event-invitation-withdrawn-kind = Invitation retirée
event-invitation-lapsed-kind = Invitation expirée
event-invitation-narrowed-kind = Invitation continuant sans un élément supprimé
event-invitation-left-empty-kind = Invitation retirée, tout ce qu’elle proposait ayant été supprimé
event-notification-address-added-kind = Adresse de notification ajoutée
event-notification-address-renewed-kind = Adresse de notification à confirmer, courriel renvoyé
event-notification-address-confirmed-kind = Adresse de notification confirmée
event-notification-address-removed-kind = Adresse de notification retirée
event-account-identifier-released-kind = Un identificateur a été abandonné
event-account-reactivated-kind = Compte réactivé
event-account-activated-kind = Compte devenu actif
event-account-suspended-kind = Compte suspendu
event-account-lapsed-kind = Compte devenu caduc
event-account-revived-kind = Compte repris
event-rule-saved-kind = Règle d’automatisation enregistrée
event-rule-deleted-kind = Règle d’automatisation supprimée
event-rules-reordered-kind = Règles d’automatisation mises dans un autre ordre
event-rule-could-not-act-kind = Règle d’automatisation n’ayant pas pu agir
event-rule-went-idle-kind = Règle d’automatisation qui n’agit plus
event-contract-created-kind = Contrat ajouté
event-contract-changed-kind = Contrat modifié
event-contract-ended-kind = Contrat terminé
event-agreement-published-kind = Accord publié
event-agreement-accepted-kind = Accord accepté
event-virtual-account-created-kind = Compte virtuel créé
event-virtual-account-changed-kind = Compte virtuel modifié
event-virtual-account-moved-kind = Compte virtuel déplacé
event-virtual-account-made-default-kind = Nouveau compte virtuel par défaut
event-virtual-account-deleted-kind = Compte virtuel supprimé
event-virtual-account-deletion-begun-kind = Suppression d’un compte virtuel commencée
event-upload-received-kind = Fichier envoyé
event-upload-started-kind = Application du fichier commencée
event-upload-finished-kind = Fichier appliqué
event-upload-checked-kind = Fichier vérifié
event-upload-stopped-kind = Fichier arrêté
event-upload-discarded-kind = Fichier abandonné

## Mail
mail-footer = Envoyé automatiquement par Parvis ; personne ne lit les réponses à cette adresse.
mail-footer-answers = Envoyé automatiquement par Parvis. Les réponses parviennent à { $address }.
mail-footer-help = Questions et aide
mail-not-you = Si vous n’êtes pas à l’origine de cette demande, ignorez ce courriel : rien ne changera.
mail-request-subject = { $name } demande l’accès à { $account }
mail-received = Nous avons bien reçu votre demande du { $date } pour { $identifier }.
mail-received-days = Elle est en attente et peut recevoir une réponse pendant { $days } jours. Vous recevrez un courriel dès qu’il y aura une réponse.
mail-received-next = Sa page indique ce qui va se passer. À partir du { $date }, vous pourrez y envoyer un rappel.
mail-request-lead = { $name } demande l’accès. Vous faites partie des personnes qui peuvent décider.
mail-request-action = Décider
mail-request-others = D’autres peuvent aussi décider. Dès que l’un de vous l’aura fait, les autres en seront informés.
mail-reminder-subject = Rappel : { $name } demande l’accès à { $account }
mail-reminder-lead = { $days ->
    [0] { $name } a demandé l’accès il y a moins d’un jour, et personne n’a encore répondu.
    [one] { $name } a demandé l’accès il y a un jour, et personne n’a encore répondu.
   *[other] { $name } a demandé l’accès il y a { $days } jours, et personne n’a encore répondu.
}
mail-support-reminder-lead = { $days ->
    [0] { $name } a demandé l’accès aujourd’hui et a écrit à l’assistance, qui vous invite à décider.
    [one] { $name } a demandé l’accès il y a un jour et a écrit à l’assistance, qui vous invite à décider.
   *[other] { $name } a demandé l’accès il y a { $days } jours et a écrit à l’assistance, qui vous invite à décider.
}
mail-nudge-lead = { $days ->
    [0] { $name } a demandé l’accès il y a moins d’un jour et envoie un rappel.
    [one] { $name } a demandé l’accès il y a un jour et envoie un rappel.
   *[other] { $name } a demandé l’accès il y a { $days } jours et envoie un rappel.
}
mail-escalated-subject = Personne ne répond pour le compte { $account }
mail-escalated-lead = Une demande d’accès à { $account }, envoyée le { $date }, reste sans réponse. Merci de joindre les personnes qui décident.
mail-no-decider-lead = Une demande d’accès au compte { $account } attend, et personne n’est là pour en décider : le compte n’a aucun administrateur actif, présent et joignable par courriel.
mail-operator-action = Voir ce qui est à traiter
mail-escalated-requester = Personne n’a encore répondu à votre demande d’accès à { $identifier }. Un opérateur a été prévenu et va s’en occuper.
mail-no-decider-requester = Personne ne peut décider pour { $identifier } en ce moment : votre demande a donc été transmise aux opérateurs. Ils vont s’en occuper.
mail-see-request = Voir votre demande
mail-your-request-subject = Votre demande d’accès à { $identifier }
mail-approved = Votre demande d’accès à { $identifier } a été approuvée.
mail-approved-now = Votre accès est effectif dès maintenant.
mail-approved-group = Tous les membres du groupe { $group } ont l’accès dès maintenant.
mail-denied = Votre demande d’accès à { $identifier } a été refusée. Motif : { $reason }.
mail-denied-again = Vous pourrez faire une nouvelle demande à partir du { $from }.
mail-settled-subject = Demande close : { $name }, compte { $account }
mail-settled-approved = { $by } a approuvé la demande faite par { $name }. Il n’y a plus rien à faire.
mail-settled-denied = { $by } a refusé la demande faite par { $name }. Il n’y a plus rien à faire.
mail-withdrawn = { $name } a retiré sa demande. Il n’y a plus rien à faire.
mail-expiry-announced = Personne n’a encore répondu à votre demande d’accès à { $identifier }. Elle expirera le { $date }. Vous pouvez ouvrir un dossier d’assistance depuis sa page.
mail-expired = Personne n’a répondu à temps à votre demande d’accès à { $identifier } : elle a expiré. Vous pouvez en faire une nouvelle, ou ouvrir un dossier d’assistance depuis sa page.
mail-case-subject = Dossier d’assistance { $number } : { $subject }
mail-case-opened = { $name } a ouvert un dossier d’assistance.
mail-case-answered = { $name } a répondu.
mail-case-reopened = { $name } a rouvert le dossier.
mail-case-opened-visitor = Quelqu’un qui n’a pas ouvert de session a ouvert un dossier d’assistance. Le nom donné, { $name }, n’a pas été vérifié. Il est confirmé que cette personne lit les courriels de { $email }.
mail-case-answered-visitor = { $name } ({ $email }, sans session) a répondu.
mail-case-reopened-visitor = { $name } ({ $email }, sans session) a rouvert le dossier.
mail-case-received = Nous avons bien reçu ce que vous avez écrit à l’assistance. Votre dossier porte le numéro { $number }.
mail-case-received-more = Nous avons bien reçu ce que vous avez écrit dans votre dossier d’assistance { $number }.
mail-case-received-next = Vous recevrez un courriel dès qu’il y aura une réponse.
mail-case-link = Toute personne qui a ce lien peut lire le dossier et y écrire : ne le transmettez à personne. Il fonctionne jusqu’au { $date } au plus tard.
mail-case-link-new = Vous avez demandé un autre lien vers votre dossier d’assistance.
mail-contact-subject = Confirmez votre adresse pour l’assistance
mail-contact = Quelqu’un, sans doute vous, a écrit à l’assistance et a donné cette adresse. Suivez ce lien dans les deux jours pour voir ce qui a été écrit et l’envoyer. D’ici là, rien ne parvient à personne.
mail-contact-action = Voir le message et l’envoyer
mail-case-more = { $count ->
    [one] Et un autre message.
   *[other] Et { $count } autres messages.
}
mail-case-closed = L’assistance a fermé votre dossier. S’il vous faut encore de l’aide, vous pouvez le rouvrir jusqu’au { $date }.
mail-case-solved = { $name } a marqué votre dossier comme résolu.
mail-case-solved-next = Le dossier se fermera de lui-même le { $closes }. S’il manque encore quelque chose, vous pouvez le rouvrir jusqu’au { $until }.
mail-case-solved-closed = Le dossier est fermé. S’il manque encore quelque chose, vous pouvez le rouvrir jusqu’au { $until }.
mail-case-assigned = { $name } vous a confié ce dossier d’assistance. Le dernier message :
mail-case-action = Voir le dossier
mail-entitlement-ends-subject = Prend bientôt fin : { $what }
mail-entitlement-ends = Ce que vous a accordé votre demande pour { $identifier } ({ $what }) prend fin après le { $date }. Si vous en avez encore besoin, demandez-le de nouveau avant cette date.
mail-entitlement-ends-support = L’accès obtenu par { $name } avec { $identifier } ({ $what }) prend fin après le { $date } : ce qui est connu du contrat ne l’accorde plus aussitôt. Vous pouvez le renouveler.
mail-entitlement-moved-subject = Nouvelle fin : { $what }
mail-entitlement-moved = Ce que vous a accordé votre demande pour { $identifier } ({ $what }) prend désormais fin après le { $date }.
mail-entitlement-ended-subject = A pris fin : { $what }
mail-entitlement-contract-ended = Ce que vous avait accordé votre demande pour { $identifier } ({ $what }) a pris fin le { $date }, avec le contrat.
mail-entitlement-ended = Ce que vous avait accordé votre demande pour { $identifier } ({ $what }) a pris fin après le { $date }. Si vous en avez encore besoin, vous pouvez le demander de nouveau.
mail-entitlement-taken-away-subject = Accès retiré : { $what }
mail-entitlement-taken-away = { $by } vous a retiré ce que vous avait accordé votre demande pour { $identifier } ({ $what }). L’accès a pris fin le { $date }, pour la raison suivante :
mail-entitlement-taken-away-back = Si vous en avez encore besoin, vous pouvez le redemander depuis la page de votre demande. Si vous pensez que c’est une erreur, ouvrez-y un dossier d’assistance.
mail-roles-end-subject = L’un de vos rôles dans { $account } prend bientôt fin
mail-roles-end = { $count ->
    [one] Un de vos rôles dans { $account } prend bientôt fin. Si vous en avez encore besoin, demandez sa prolongation : si elle est approuvée avant la fin du dernier jour, vous le gardez sans interruption.
   *[other] Des rôles que vous avez dans { $account } prennent bientôt fin. Si vous en avez encore besoin, demandez leur prolongation : si elle est approuvée avant la fin du dernier jour, vous les gardez sans interruption.
}
mail-roles-over-subject = L’un de vos rôles dans { $account } a pris fin
mail-roles-over = { $count ->
    [one] Un de vos rôles dans { $account } a pris fin, car son dernier jour est passé. Si vous en avez encore besoin, vous pouvez le demander à nouveau.
   *[other] Des rôles que vous aviez dans { $account } ont pris fin, car leur dernier jour est passé. Si vous en avez encore besoin, vous pouvez les demander à nouveau.
}
mail-roles-end-there-subject = { $account } : { $count ->
    [one] un rôle prend bientôt fin
   *[other] { $count } rôles prennent bientôt fin
}
mail-roles-end-there = { $count ->
    [one] Ce rôle dans { $account } prend bientôt fin. Sauf s’il s’agit d’un groupe, la personne qui l’a est prévenue et peut en demander la prolongation ; vous pouvez fixer une autre date de fin.
   *[other] Ces rôles dans { $account } prennent bientôt fin. Les personnes qui les ont, groupes mis à part, sont prévenues et peuvent en demander la prolongation ; vous pouvez fixer d’autres dates de fin.
}
mail-roles-end-action = Voir les rôles qui prennent bientôt fin
mail-deputy-subject = Vous suppléez { $name }
mail-deputy = { $name } s’absente du { $from } au { $until }, et vous assurez sa suppléance : pendant cette période, vous pouvez décider des demandes dont cette personne pourrait décider. Chaque décision indique vos deux noms.
mail-deputy-action = Voir où vous décidez
mail-deputy-over-subject = Vous ne suppléez plus { $name }
mail-deputy-over = Vous n’assurez plus la suppléance de { $name } : vous ne décidez que là où vos propres rôles le permettent.
mail-absence-noted-subject = Votre absence est notée
mail-absence-noted = Un opérateur a noté votre absence du { $from } au { $until }. Pendant cette période, les demandes sont envoyées aux autres personnes qui peuvent en décider.
mail-absence-noted-deputy = Un opérateur a noté votre absence du { $from } au { $until }. Pendant cette période, { $name } décide à votre place, et les demandes sont envoyées à cette personne et aux autres qui peuvent en décider.
mail-absence-over-subject = Votre absence est terminée
mail-absence-over = Votre absence est terminée : les demandes dont vous pouvez décider vous sont de nouveau envoyées.
mail-absence-action = Voir votre absence
mail-role-subject = Votre accès à { $account }
mail-role-given = Un administrateur de { $account } vous a attribué un rôle. Il fonctionne dès maintenant.
mail-role-changed = Un administrateur de { $account } a modifié l’un de vos rôles.
mail-role-ended = Un administrateur de { $account } a mis fin à l’un de vos rôles. Si vous en avez encore besoin, vous pouvez le demander.
mail-role-ended-with = Votre rôle dans { $account } a pris fin : le compte virtuel { $name } a été supprimé.
mail-role-imported = { $count ->
    [one] Vous avez désormais un rôle dans { $account }, saisi par les responsables de Parvis.
   *[other] Vous avez désormais { $count } rôles dans { $account }, saisis par les responsables de Parvis.
}
mail-roles-given = Un administrateur de { $account } vous a attribué { $count } rôles. Ils fonctionnent dès maintenant.
mail-roles-changed = Un administrateur de { $account } a modifié ce que vous y détenez.
mail-roles-ended = Un administrateur de { $account } a mis fin à { $count } de vos rôles. Si vous en avez encore besoin, vous pouvez les demander.
mail-group-subject = Votre accès par le groupe { $name }
mail-group-joined = Vous faites désormais partie du groupe { $name }. Vous avez par lui :
mail-group-left = Vous ne faites plus partie du groupe { $name }. Ce que vous aviez par lui a pris fin :
mail-group-deleted = Le groupe { $name } a été supprimé. Ce que vous aviez par lui a pris fin :
mail-group-changed = Ce que vous avez par le groupe { $name } a changé :
mail-role-before = Avant
mail-role-after = Maintenant
mail-password-changed-subject = Votre mot de passe a été changé
mail-password-changed = Votre mot de passe vient d’être changé. Si vous n’en êtes pas à l’origine, choisissez-en un nouveau sans attendre.
mail-sign-up-subject = Terminez la création de votre compte
mail-sign-up = Bienvenue. Suivez ce lien dans les deux jours pour choisir votre identifiant et votre mot de passe.
mail-sign-up-action = Terminer la création de mon compte
mail-sign-up-known = Quelqu’un, sans doute vous, a voulu créer un compte avec cette adresse. Vous en avez déjà un. Pour vous connecter, il vous faut votre identifiant et votre mot de passe ; si vous n’avez pas de mot de passe ou si vous l’avez oublié, choisissez-en un nouveau dans les deux heures.
mail-forgotten-subject = Pour vous reconnecter
mail-forgotten = Voici votre identifiant. Suivez le lien dans les deux heures pour choisir un nouveau mot de passe.
mail-email-change-subject = Confirmez votre nouvelle adresse
mail-email-change = Connectez-vous et suivez ce lien dans les deux jours pour que vos courriels arrivent à cette adresse.
mail-email-changed-subject = Votre adresse a été changée
mail-email-changed = Vos courriels arrivent désormais à une autre adresse, et celle-ci ne vous est plus associée ici.
mail-email-changed-not-you = Si vous n’en êtes pas à l’origine, annulez le changement dans les sept jours. Vous choisirez alors un nouveau mot de passe, et toutes les sessions ouvertes à votre nom seront fermées.
mail-email-changed-tell = Si vous n’en êtes pas à l’origine, prévenez sans attendre les responsables de cette installation.
mail-email-taken-back = Le changement de votre adresse a été annulé par un lien envoyé à l’ancienne adresse. Vos courriels y arrivent de nouveau, et celle-ci ne vous est plus associée ici.
mail-email-replaced-old = Les responsables de cette installation ont remplacé cette adresse par une autre ; elle ne vous est plus associée ici. Si vous ne savez pas pourquoi, demandez-le-leur sans attendre.
mail-email-replaced-new = Les responsables de cette installation ont fait de cette adresse celle de votre connexion. Vos courriels y arrivent désormais. Si vous ne connaissez pas votre mot de passe, choisissez-en un nouveau par « Identifiant ou mot de passe oublié ? » sur la page de connexion.
mail-sign-in-closed-subject = Votre accès est fermé
mail-sign-in-closed = Quelqu’un, sans doute vous, a voulu se connecter ou créer un compte avec cette adresse. Elle appartient à une personne désactivée. Seuls les responsables de cette installation peuvent rouvrir cet accès, ou libérer l’adresse pour quelqu’un d’autre. Écrivez-leur.

## Demonstration
demo-mail = Courriels de cette démonstration
demo-mail-lead = Une démonstration n’envoie aucun courriel. Ce qu’elle aurait envoyé se lit ici.
demo-mail-anothers = Ce courriel s’adresse à { $email }. Pour suivre ses liens, connectez-vous sous ce nom.
demo-application = Ici s’ouvrirait votre application, avec les rôles que vous avez dans Parvis.
demo-gallery = Chaque élément dans chaque état

## Help
help-lead = Parvis est l’endroit où vous demandez l’accès à un compte, et où ses administrateurs répondent.
help-ask = Comment demander l’accès ?
help-ask-words = Ouvrez « Gestion des accès », puis « Comptes Smart », et suivez le lien pour demander l’accès. Saisissez l’identificateur de domaine du compte et soumettez. Vérifiez votre profil, indiquez pourquoi vous avez besoin de l’accès, et envoyez.
help-identifier = Qu’est-ce qu’un identificateur de domaine ?
help-identifier-words = Le nom sous lequel un compte est connu. Il ressemble au domaine du site web ou des adresses électroniques d’une organisation, par exemple organisme.example. Si vous ne le connaissez pas, demandez-le à la personne qui vous a dit de venir ici.
help-profile = Quelles informations me concernant les administrateurs voient-ils ?
help-profile-words = Votre organisation, vos nom et prénom, votre adresse électronique, votre identifiant et votre téléphone, tels qu’ils figurent dans votre profil, ainsi que vos demandes précédentes au même endroit. Ils vont aux personnes qui décident : les administrateurs d’un compte, l’assistance pour un contrat, les personnes nommées pour un programme. Corrigez votre profil avant l’envoi : les demandes de personnes que nul ne reconnaît sont refusées.
help-reason = Que dois-je écrire comme motif ?
help-reason-words = Ce à quoi l’accès doit servir, pour combien de temps, et qui peut le confirmer. Le motif compte de { $least } à { $most } caractères. Les personnes qui décident le lisent mot pour mot.
help-wait = Que se passe-t-il après ma demande ?
help-wait-words = Les personnes qui décident sont prévenues par courriel : les administrateurs du compte, l’assistance pour un contrat, les personnes nommées pour un programme. L’une d’elles décide, et vous recevez un courriel. D’ici là, la page de votre demande dit ce qui va se passer et quand. Une demande sur laquelle personne ne se prononce expire au bout de { $days } jours ; vous en êtes averti par courriel auparavant.
help-remind = Puis-je envoyer un rappel ?
help-remind-words = Oui, depuis la liste de vos demandes ou la page de la demande : le premier au bout de { $first } heures, puis toutes les { $every } heures, { $most } au plus. Le bouton indique à partir de quand.
help-write = Puis-je écrire aux administrateurs ?
help-write-words = Oui, une fois par jour, sur la page de la demande, par « Écrire aux administrateurs ». Votre message fait partie de la demande, et aucune adresse ne vous est montrée. Il ne change rien à ses délais.
help-withdraw = Puis-je retirer une demande ?
help-withdraw-words = Oui, tant qu’elle est en attente, par « Retirer » dans la liste de vos demandes ou sur sa page. Vous pouvez faire une nouvelle demande à tout moment.
help-denied = Ma demande a été refusée. Que faire ?
help-denied-words = Sa page indique pourquoi. Vous pouvez faire une nouvelle demande au bout de { $hours } heures ; elle renverra à la décision précédente.
help-stuck = Personne ne répond. Que faire ?
help-stuck-words = Nous relançons les personnes qui décident et, si cela ne suffit pas, nous prévenons un opérateur. Vous pouvez ouvrir un dossier d’assistance à tout moment ; ouvert depuis la page de votre demande, il emporte la demande entière.
help-contract = Comment demander l’accès à un contrat ?
help-contract-words = Sous « Services et assistance », suivez « Demander l'accès à un contrat ». Saisissez le numéro de contrat, l’identifiant de facturation ou le numéro de série d’un produit ; les espaces, les traits d’union et les majuscules ne comptent pas. Choisissez le type d’accès et indiquez le motif. Si l’une de vos adresses électroniques vérifiées appartient au domaine de l’entreprise, l’accès est donné ou refusé aussitôt, avec l’explication. Dans tous les autres cas, l’assistance décide, et vous recevez un courriel.
help-contract-held = Combien de temps ai-je accès à un contrat ?
help-contract-held-words = Jusqu’à la date indiquée sous « Mes accès », et jamais plus longtemps que le contrat. Avant cette date, il est réexaminé : si l’accès vous serait donné aujourd’hui, il se poursuit ; sinon, vous recevez un courriel, et l’assistance peut le renouveler. Vous pouvez y renoncer à tout moment.
help-programme = Comment demander un accès dans un programme ?
help-programme-words = Chaque programme a un onglet dans la gestion des accès. Il indique ce qu’il faut remplir et qui décide. Répondez à ses questions, indiquez le motif de votre demande et envoyez-la. Elle figure parmi vos demandes d’accès, avec les mêmes délais, rappels et courriels que toutes les autres.
help-held = De quoi est-ce que je dispose, et jusqu’à quand ?
help-held-words = Mes accès présente vos rôles dans les comptes Smart et ce que vous avez par des contrats et des programmes, avec la demande qui l’a accordé et le dernier jour. Vous recevez un courriel avant la fin. Vous pouvez rendre chaque accès à tout moment ; si l’un d’eux vous est retiré, la page de sa demande dit par qui et pourquoi, et permet de le redemander.
help-case = Qu’est-ce qu’un dossier d’assistance ?
help-case-words = Un échange avec l’assistance sur tout ce qui ne fonctionne pas ici, avec ou sans demande d’accès. Il porte un numéro de dix chiffres, à donner si vous téléphonez. Chaque réponse arrive par courriel et figure dans le dossier. Un dossier résolu se ferme de lui-même au bout de { $closes } jours et peut être rouvert pendant { $until } jours. Les personnes qui ne peuvent pas se connecter peuvent aussi écrire à l’assistance.
help-contract-decide = Je suis agent d’assistance. Comment décider de l’accès aux contrats ?
help-contract-decide-words = Les demandes d’accès aux contrats qui ne sont pas réglées aussitôt attendent sous Demandes de contrats : regardez ce qui est connu du numéro et de la personne, approuvez avec un dernier jour ou refusez avec un motif. Ce qui a été accordé se renouvelle avant sa fin, ou se retire avec une raison, sur la page de sa demande. Une personne sans adresse dans le domaine de l’entreprise n’apprend jamais si un numéro existe.
help-contract-keep = Je suis agent d’assistance. Comment tenir les contrats ?
help-contract-keep-words = Sous Contrats, vous les saisissez, les modifiez, les verrouillez et y mettez fin, un par un ou à partir d’un fichier CSV. Un fichier est d’abord vérifié : vous voyez ce qu’il ajouterait et modifierait avant que rien ne soit fait, et chaque ligne inutilisable dit pourquoi. Un contrat verrouillé n’accorde rien aussitôt : l’assistance décide de chaque demande. Quand un contrat prend fin, l’accès que des personnes ont par lui prend fin aussi, et elles en sont prévenues. Les personnes ayant accès figurent sur la page du contrat.
help-programme-decide = Je décide dans un programme. Que dois-je faire ?
help-programme-decide-words = Les demandes de votre programme se trouvent dans le menu du profil ; la liste s’ouvre sur ce qui attend, en commençant par le plus ancien. Regardez ce que la personne a répondu, ce qu’elle a déjà demandé et ce qu’elle a dans ce programme, puis approuvez, avec un dernier jour si le programme en fixe un, ou refusez avec un motif. Vous pouvez demander des précisions, proposer autre chose ou confier la demande à quelqu’un d’autre. Ce qui a été accordé peut être retiré avec une raison, sur la page de sa demande. Personne ne décide de sa propre demande.
help-case-work = Je suis agent d’assistance. Comment traiter un dossier ?
help-case-work-words = La liste des dossiers d’assistance s’ouvre sur ce qui est dû en premier. Prenez le dossier en charge, répondez, et indiquez qui il attend ensuite. Les notes sont réservées aux agents. S’il concerne une demande dont d’autres décident, vous pouvez les relancer ou confier la demande à l’un d’eux, en disant pourquoi ; vous ne décidez pas de la demande et n’y mettez pas fin. Une fois le problème résolu, dites comment : le dossier se ferme de lui-même au bout de { $closes } jours. Si quelqu’un a écrit ou pris le dossier depuis que vous avez ouvert la page, c’est d’abord indiqué, et ce que vous avez saisi reste.
help-decide = J’administre un compte. Comment décider ?
help-decide-words = Suivez le lien du courriel, ou ouvrez « Gérer le compte Smart », puis « Demandes ». Choisissez « Approuver » avec une portée et un rôle, ou « Refuser » avec un motif, et soumettez. L’accès est effectif immédiatement, et le demandeur est prévenu.
help-ask-back = J’ai besoin d’en savoir plus avant de décider. Que faire ?
help-ask-back-words = Sur la page de la demande, posez une question au demandeur, ou proposez une autre portée, un autre rôle ou une autre date de fin. Le délai de la demande est suspendu jusqu’à sa réponse. Vous pouvez aussi confier la demande à une autre personne qui administre le compte, ou en discuter là où le demandeur ne lit pas.
help-queue = Comment décider de plusieurs demandes à la fois ?
help-queue-words = Sous « Demandes », réduisez la liste à l’aide des filtres, cochez les demandes et choisissez « Approuver » ou « Refuser ». Vous voyez ce que chaque personne obtiendrait avant que quoi que ce soit soit fait.
help-sign-in = Je n’arrive pas à me connecter
help-sign-in-words = Utilisez « Identifiant ou mot de passe oublié ? » sur la page de connexion. Votre identifiant et un lien arrivent par courriel. Le lien fonctionne une seule fois, pendant deux heures. Si cela ne suffit pas, écrivez à l’assistance : aucune connexion n’est nécessaire.
help-mail = Puis-je répondre à un courriel de Parvis ?
help-mail-answered = Oui. Les réponses parviennent à { $address }.
help-mail-unanswered = Non : Parvis l’envoie de lui-même, et personne ne lit les réponses. Ouvrez un dossier d’assistance ou, si vous ne pouvez pas vous connecter, écrivez à l’assistance.
privacy-lead = Ce qui est conservé à votre sujet et pourquoi, qui le voit, et combien de temps.
privacy-responsible = Qui est responsable
privacy-responsible-none = Le responsable du traitement, le délégué à la protection des données, la base légale et l’autorité auprès de laquelle vous pouvez déposer une réclamation n’ont pas été publiés pour ce service. Adressez-vous aux personnes qui le gèrent.
privacy-kept = Ce qui est conservé, et pourquoi
privacy-kept-words = Votre profil, pour que la personne qui décide sache qui demande. Vos demandes et leurs motifs, les décisions prises à leur sujet et les rôles que vous avez, pour que l’accès puisse être accordé et expliqué. Ce que vous écrivez aux administrateurs et à l’assistance. La date de votre dernière venue dans un compte, pour repérer les accès que personne n’utilise. Un journal de ces changements, pour que chacun puisse être prouvé. Les courriels qui vous sont adressés. Les mots de passe ne sont conservés que sous la forme d’une empreinte irréversible.
privacy-seen = Qui le voit
privacy-seen-asked = Quand vous demandez l’accès, les administrateurs de ce compte voient votre profil, votre motif et vos demandes précédentes pour ce compte, et une copie de la demande part aux adresses que le compte a ajoutées pour cela. Le chemin est le même, que le compte existe ou non. Les demandes d’accès à un contrat sont vues par l’assistance, celles qui concernent un programme par les personnes qui les décident : là aussi avec vos demandes précédentes et ce que vous en avez obtenu.
privacy-seen-held = Qui administre un compte ou un groupe où vous avez un rôle voit votre profil, ce que vous y avez et la date de votre dernière venue, aussi longtemps que vous l’avez. Le journal des événements du compte garde ce qui y a été fait, avec votre nom.
privacy-seen-run = L’assistance voit votre profil et la demande quand vous ouvrez un dossier à son sujet. Les opérateurs voient toutes les personnes, avec leur nom, leur identifiant, leur organisation, leur adresse électronique, leurs fonctions et les comptes qu’elles administrent ; à qui chaque courriel est parti et à quel sujet ; les demandes auxquelles personne ne répond ; et le journal des événements du service. Ce que vous écrivez sur la page de contact, avec le nom et l’adresse que vous y indiquez, est vu par l’assistance.
privacy-how-long = Combien de temps
privacy-how-long-mail = Le destinataire et l’objet d’un courriel sont effacés { $days } jours après son envoi ou son abandon.
privacy-how-long-session = Une session prend fin après { $hours } heures sans activité, et au plus tard après { $days } jours.
privacy-how-long-cases = Un dossier d’assistance est supprimé { $days } jours après sa clôture, avec tout ce qui y a été dit et les fichiers joints.
privacy-how-long-cases-for-good = Les dossiers d’assistance sont conservés aussi longtemps que ce service existe.
privacy-how-long-events = Le journal des événements garde ce qui a été fait pendant { $days } jours, et ce qui concerne une demande ou un dossier tant que l’un ou l’autre n’est pas terminé.
privacy-how-long-events-for-good = Le journal des événements est conservé aussi longtemps que ce service existe : il prouve qui a accordé quoi à qui, et pourquoi.
privacy-how-long-files = Les lignes des fichiers déposés par les administrateurs sont supprimées { $days } jours après la fin de leur traitement.
privacy-how-long-rest = Les profils, les demandes et leurs décisions, et les rôles sont conservés aussi longtemps que ce service existe, ou jusqu’à l’effacement de vos données.
privacy-how-long-backups = Les sauvegardes sont conservées { $count ->
    [one] { $days } jour
   *[other] { $days } jours
}. Jusque-là, elles contiennent encore ce qui a été supprimé ou effacé.
privacy-how-long-backups-unsaid = La durée de conservation des sauvegardes dépend des personnes qui gèrent ce service. Tant qu’une sauvegarde n’est pas supprimée, elle contient encore ce qui a été supprimé ou effacé après sa création.
privacy-rights = Vos droits
privacy-rights-words = Vous consultez et corrigez vous-même votre profil, votre adresse électronique et vos notifications, et vous téléchargez à tout moment une copie de ce qui est conservé à votre sujet.
privacy-rights-erasure = Après votre départ, les personnes qui gèrent ce service peuvent effacer vos données : votre profil et ce que vous avez écrit disparaissent, et votre nom, votre numéro de téléphone et vos adresses sont remplacés partout ailleurs où ils figurent, y compris dans le journal des événements. Qu’une personne ait demandé, décidé ou reçu un accès reste noté, sans votre nom. Pour demander cet effacement ou la limitation du traitement, ou pour vous y opposer, écrivez-leur.
privacy-rules = Décisions prises sans intervention humaine
privacy-rules-words = Les administrateurs peuvent enregistrer des règles qui approuvent, refusent ou transmettent une demande sans que personne ne l’examine, selon le domaine de votre adresse électronique, votre organisation et ce que vous demandez. Quand une règle a décidé, la page de votre demande l’indique. Vous pouvez alors faire une nouvelle demande, ou ouvrir un dossier d’assistance, qu’une personne lira. L’accès à un contrat est accordé ou refusé aussitôt, sans que personne ne l’examine, quand l’une de vos adresses confirmées appartient à un domaine du contrat ; tout le reste est décidé par l’assistance.
privacy-elsewhere = Où vont les données
privacy-elsewhere-words = Les pages ne chargent rien depuis d’autres sites. Des données quittent ce service par courriel, par le serveur de messagerie qu’ont choisi les personnes qui le gèrent, et par les listes que les administrateurs et les opérateurs exportent.
privacy-cookies = Témoins de connexion (cookies)
privacy-cookies-words = Un qui maintient votre session, un pour votre langue, un qui porte un court message d’une page à la suivante, et un qui dure un an et indique que vous vous êtes déjà connecté dans ce navigateur, pour que des inconnus qui essaient votre mot de passe ailleurs ne vous empêchent pas d’entrer. Tous sont strictement nécessaires : aucun consentement n’est demandé. Aucun ne vous suit.
accessibility-title = Déclaration d’accessibilité
accessibility-about = Cette déclaration porte sur le service { $address }.
accessibility-about-run = Cette déclaration porte sur le service { $address }, géré par { $organisation }.
accessibility-not-stated = Son état de conformité n’a pas été déclaré.
accessibility-how = Ce que font les pages
accessibility-how-words = Les pages sont faites pour fonctionner au clavier et avec un lecteur d’écran, sans scripts, sur 320 pixels de large et avec un texte deux fois plus grand, en clair et en sombre.
accessibility-checked = Chaque version de Parvis, le logiciel de ce service, est contrôlée automatiquement, dans un navigateur, selon des règles des WCAG 2.2, niveau AA. Ce contrôle trouve beaucoup de défauts, mais pas tous : il ne remplace pas un audit.
accessibility-technologies = Technologies
accessibility-technologies-words = HTML, CSS et SVG. JavaScript ajoute du confort ; aucune page n’en a besoin.
accessibility-trouble = Si quelque chose vous gêne
accessibility-trouble-words = Dites sur quelle page et ce que vous utilisez. Ouvrez un dossier d’assistance ou, si vous ne pouvez pas vous connecter, écrivez à l’assistance : une personne vous lira.

## At the foot of each page
about-run-by = Ce service est géré par { $organisation }.
about-other-language = Publié dans cette langue seulement : { $language }.
about-elsewhere = Le texte complet se trouve ailleurs :
contacts-lead = À qui vous adresser.
contacts-none = Aucune coordonnée n’a été publiée pour ce service. Demandez à la personne qui vous a dit de venir ici.
contacts-run = Les personnes qui gèrent ce service
contacts-request = Au sujet d’une demande d’accès
contacts-request-words = La page de la demande indique qui décide et ce qui va se passer. Vous pouvez y envoyer un rappel et y ouvrir un dossier d’assistance.
contacts-support = Assistance
contacts-support-words = Un dossier d’assistance parvient à une personne, quel qu’en soit l’objet, avec ou sans demande d’accès. Les personnes qui ne peuvent pas se connecter écrivent à l’assistance sans compte.
terms-none = Aucune condition d’utilisation n’a été publiée pour ce service.
legal-notice-none = Aucune mention légale n’a été publiée pour ce service.
site-map-lead = Toutes les pages que vous pouvez ouvrir d’ici.
site-map-in = Votre compte
site-map-service = Ce service
