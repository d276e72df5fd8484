room-reports = Rapports
reports-title = Rapports
reports-nothing = Rien ne vous attend.
reports-due = À remplir
reports-due-under = Ce que doivent vos unités, la première échéance en tête.
reports-waiting = À décider
reports-waiting-under = Ce que des unités ont envoyé et qui vous attend, la plus longue attente en tête.
all-regimes = Toutes les règles de rapport
find-receipt = Trouver un reçu
find-receipt-under = Un reçu a douze lettres et chiffres. Il figure sur la page qui suit l’envoi.
receipt-code = Reçu
receipt-title = Reçu
receipt-arrived = Arrivé le
receipt-device = Heure de l’appareil
receipt-hash = Empreinte du contenu
receipt-checkpoint = Dernier point de contrôle
receipt-acts = { $n ->
    [one] sur un acte
   *[other] sur { $n } actes
}
receipt-under = Imprimez cette page ou notez le code : il permet de retrouver le rapport. La page de l’acte prouve qu’il figure au registre.
report = Rapport
period = Période
report-part = { $period }, du { $first } au { $last }
sent = Envoyé
due-on = À remettre le
report-grace = ce qui arrive dans les { $n } heures qui suivent est à temps
report-closes = Clôture des données le
report-holder = Rempli par
report-waits-at = En attente chez
report-nothing-sent = Rien n’a encore été envoyé.
report-correct = Corriger ce rapport
report-correction-reason = Pourquoi il est corrigé
report-returned = Renvoyé
report-returned-because = Il a été renvoyé pour ces raisons :
report-submitted = En attente de décision
report-accepted = Accepté
report-send = Envoyer
report-save = Enregistrer le brouillon
report-draft-overtaken = Quelqu’un d’autre a enregistré ce brouillon entre-temps. Votre saisie figure ci-dessous ; l’envoyer ou l’enregistrer remplace la sienne.
report-changed-meanwhile = Le rapport a changé depuis qu’il vous a été montré. Rien n’a été décidé ; voici ce qui vaut maintenant.
report-explanations = Explications
report-reason-all = Raison pour tout le rapport
report-accept = Accepter ce qui est affiché
report-return = Renvoyer
report-accept-under = Accepter engage exactement les chiffres de cette page. Pour renvoyer, écrivez une raison à côté d’une donnée ou pour tout le rapport.
report-history = Versions
report-by = Par
report-what = Ce qui s’est passé
report-sent = Envoyé
report-step-accepted = Accepté à l’étape { $n }
report-step-returned = Renvoyé à l’étape { $n }
report-missing = Non envoyés
report-missing-late = { $n } en retard
report-opened = Formulaire ouvert
report-not-opened = pas encore
report-open = ouvrir
entry = Donnée
value = Valeur
version-before = Version précédente
reason-to-return = Raison du renvoi
no-rows = Rien n’a été saisi ici.
standing-gathering = ouvert
standing-closes-today = clôture aujourd’hui
standing-due-in = { $n ->
    [one] à remettre demain
   *[other] à remettre dans { $n } jours
}
standing-due-today = à remettre aujourd’hui
standing-soon = { $n ->
    [one] à remettre demain
   *[other] à remettre dans { $n } jours
}
standing-late = { $n ->
    [one] en retard d’un jour
   *[other] en retard de { $n } jours
}
standing-grace = échéance passée, dans les { $n } heures de grâce
standing-in-time = à temps
standing-in-grace = à temps, dans les { $n } heures de grâce
standing-sent-late = { $n ->
    [one] envoyé avec un jour de retard
   *[other] envoyé avec { $n } jours de retard
}
regimes-title = Règles de rapport
regimes-under = Qui rapporte quoi, à quel rythme, et qui accepte.
regimes-none = Aucune règle de rapport n’est encore enregistrée.
regime-periodicity = Périodicité
regime-levels = Qui rapporte
regime-entries = Données
regime-ended = (terminé)
regime-form = Formulaire
regime-ladder = Qui accepte
regime-above = le niveau au-dessus
regime-grace = Tolérance
regime-hours = { $n } heures
regime-straddle = Quand une réforme tombe dans la période
regime-whole = qui existe le dernier jour doit toute la période
regime-split = chacun rapporte sur ses propres jours
regime-window = Données du { $first } au { $last }.
regime-nobody = Personne ne doit encore cette période.
regime-none-yours = Vous n’atteignez aucune des unités concernées. Connectez-vous avec un compte de l’unité ou d’un niveau supérieur.
regime-more = { $shown } unités sur { $all } sont affichées.
report-is-being-decided = Une étape a déjà accepté { $input }, la suivante décide. Attendez, ou demandez qu’il soit renvoyé.
report-needs-a-reason = { $input } est accepté. Écrivez pourquoi il est corrigé.
return-needs-a-reason = { $input } ne peut être renvoyé qu’avec une raison. Écrivez-la à côté d’une donnée ou pour tout le rapport.
report-withdrawn = n’est plus dû ; le brouillon est gardé
report-owed-no-more = { $input } n’est plus dû : une réforme ou une autre règle a pris sa place. Le brouillon est gardé ; reprenez-en ce qu’il faut ailleurs.
bulk-title = Décider ensemble
bulk-under = Chaque chiffre que vous acceptez est ici. Ce qui est inhabituel n’est pas coché ; ouvrez-le pour regarder de plus près ou le renvoyer.
bulk-none = Rien de cette période ne vous attend.
bulk-accept = Accepter ce qui est coché
bulk-accept-under = Chaque rapport est accepté par un acte propre, lié aux chiffres montrés. Si l’un d’eux a changé, aucun n’est accepté.
bulk-accepts = Accepter
bulk-beside = Textes, lignes, ce qui est inhabituel
bulk-choose = Rien n’est coché. Cochez ce que vous acceptez.
bulk-changed = Rien n’a été accepté : quelque chose a changé depuis l’affichage. Voici l’état actuel.
bulk-row-changed = changé depuis l’affichage
bulk-gone = Ceux-ci ne vous attendent plus :
bulk-more = { $n-shown } autres attendent et viennent après.
letter-reminder-subject = Rapports à remettre : { $n-shown }
letter-reminder-line = { $regime }, { $period }, { $unit } : à remettre le { $day }
report-contact = Qui le remplit
report-nobody-fills = personne n’a ce rôle
report-reminded = Dernier rappel
letter-reminder =
    Bonjour { $name },

    Ces rapports de votre unité sont à remettre et n’ont pas encore été envoyés :

    { $lines }

    Ce que vous avez déjà saisi est gardé sous chaque lien.
sheet-title = Travailler dans Excel ou CSV
sheet-offer-under = Prenez le modèle, remplissez-le, renvoyez-le ici. Son contenu devient le brouillon, que vous regardez et envoyez.
sheet-excel = Modèle pour Excel
sheet-file = Le fichier rempli
sheet-take = Le prendre comme brouillon
sheet-no-file = Aucun fichier n’est arrivé entier. Choisissez le fichier et renvoyez-le.
sheet-refused = Le fichier n’a pas été pris
sheet-refused-under = À corriger : { $n-shown }. Rien n’a été gardé ; votre brouillon est inchangé. Corrigez dans le fichier et renvoyez-le.
sheet-more = { $n-shown } autres ne sont pas listés.
sheet-back = Retour
sheet-for-another = Ce fichier a été fait pour { $regime }, { $period }. Envoyez-le là, ou prenez le modèle de cette page.
sheet-other-unit = Le fichier a des lignes de l’unité « { $input } », que vous ne remplissez pas ici. Ôtez-les.
sheet-taken = Brouillons tirés du fichier : { $n-shown }
sheet-taken-under = Rien n’est encore envoyé. Ouvrez chacun, regardez et envoyez.
sheet-blank = Unités sans rien de rempli : { $n-shown }
offline-title = Pas de connexion
offline-page = Cette page n’est pas gardée sur cet ordinateur. La liste des rapports et les formulaires dus le sont, pour qui s’est connecté ici et a ouvert la liste.
offline-page-typed = Si vous venez d’envoyer quelque chose : revenez à la page précédente. Votre saisie s’y trouve encore ; envoyez-la de nouveau quand la connexion est revenue.
offline-kept = Rempli sans connexion
offline-kept-from = { $name } a rempli ceci sans connexion. C’est arrivé le { $day } et n’a pas été envoyé, mais gardé :
offline-why-form-changed = Le formulaire a changé entre-temps.
offline-why-version-sent = Quelqu’un a envoyé une autre version entre-temps.
offline-why-draft-saved = Une autre personne a enregistré un autre brouillon entre-temps.
offline-why-being-decided = Une étape a accepté le rapport entre-temps, et la suivante décide.
offline-why-accepted = Le rapport est accepté et la période close. Une correction demande son motif.
offline-why-owed-no-more = Le rapport n’est plus dû : l’unité ou la règle a pris fin.
offline-why-not-yours = L’unité a pris fin, et une autre remplit à sa place.
offline-why-faulty = Des entrées manquent, sont fausses ou demandent un mot d’explication.
offline-no-difference = Le contenu est le même que ce qui est en place.
offline-yours = Saisi
offline-stands = En place
offline-take = Mettre dans le brouillon
offline-leave = Laisser de côté
offline-without-id = Ceci est arrivé sans identifiant propre à l’appareil, un UUID de version 7. Rien n’a été enregistré.
offline-unreadable = Ceci ne peut pas être lu comme un rapport. Envoyez du JSON tel que le guide le décrit.
offline-other-content = Le même identifiant a déjà servi avec un autre contenu, et ce qui a été enregistré alors demeure. Rien de ceci n’a été enregistré.
values-scheme = « { $input } » n’est ni uid, ni code, ni name, ni attribute:ID.
values-refused = Rien n’a été pris. Corrigez ce qui est listé et renvoyez le tout.
values-taken = Les valeurs sont dans les brouillons de leurs rapports. Rien n’est encore envoyé.
values-would-be = Toutes les valeurs pourraient être prises. C’était un essai : rien n’a été gardé.
values-data-set = Il n’y a pas de règle de rapport « { $input } ». Nommez-en une comme dataSet.
values-nothing-owed = Pour la période { $input }, rien de ce que vous remplissez n’est encore ouvert.
values-no-period = La valeur ne nomme pas de période.
values-unit = « { $input } » n’est pas une unité pour laquelle vous remplissez ce rapport.
values-element = Le formulaire n’a pas d’entrée « { $input } » à remplir.
report-says-the-same = Ce que vous envoyez pour { $input } dit la même chose que la version acceptée. Corrigez ce qui est faux, ou laissez-la telle quelle.
load-title = Charge des rapports
load-under = Combien de données les règles de rapport demandent à une unité chaque mois. Les unités auxquelles on demande la même chose sont réunies.
load-none = Ce jour-là, aucune règle de rapport ne demande rien.
load-units = Unités
load-a-month = Données par mois
load-no-programme = sans programme
load-shared = Demandé deux fois, saisi une fois
load-entered = À saisir
load-overlaps = Demandé par deux règles
load-overlaps-under = Un indicateur que deux règles demandent à la même unité pour la même période est saisi une fois, et les deux l’utilisent.
load-no-overlaps = Aucune règle ne demande à une unité le même indicateur et la même période qu’une autre.
load-indicator = Indicateur
load-both = Unités sollicitées par les deux
load-days = Jours des données
load-same-days = les mêmes
load-other-days = différents : deux valeurs peuvent différer à bon droit
regime-cost = Ce qu’elle demande
regime-cost-words = { $entries } données × { $periods } périodes × { $units } unités = { $all } données par an, dont { $shared } déjà saisies pour une autre règle
content-costs = Ce que demandent ces règles de rapport
report-given-otherwise = Ce qui est saisi dans un autre rapport sert ici, et il y est indiqué autre chose : { $entries }. La valeur de cet autre rapport figure ci-dessous ; vérifiez-la et renvoyez, ou corrigez l’autre rapport.
report-given-now = indiqué comme { $value } dans
