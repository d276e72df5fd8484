# What every page says: strip, masthead, refusals.
skip = Aller au contenu
demonstration = Démonstration
strip-label = Jour, personne et langue
day-label = Jour :
another-day = un autre jour
read-only = lecture seule : ce qui était connu alors
you-are = Vous :
filling-in = Chargement du contenu : { $done-shown } sur { $all-shown }
content-differs =
    { $n ->
        [one] { $n-shown } changement du contenu en attente
       *[other] { $n-shown } changements du contenu en attente
    }
language = Langue
main-menu = Principal
room-directives = Directives
room-programmes = Programmes
room-units = Unités
find-label = Chercher une unité, un programme, un indicateur ou une tâche
percent = { $number } %
to-first-page = Retour à la première page
refusal-not-found = Il n’y a rien à cette adresse
refusal-not-found-do = Vérifiez l’adresse, ou cherchez par le nom dans le champ ci-dessus.
refusal-unknown-day = Le réseau de ce jour est inconnu
refusal-unknown-day-do = Le réseau est connu à partir du { $first }. Une carte plus récente ne répond jamais pour un jour antérieur ; choisissez un jour à partir du { $first }.
refusal-nothing-known = Aucun réseau n’était alors enregistré.
refusal-past-day = Un jour passé est en lecture seule
refusal-past-day-do = Vous regardez ce qui était connu un jour passé. Revenez au jour de la démonstration, puis recommencez.
refusal-foreign = Ce formulaire ne vient pas d’une de nos pages
refusal-foreign-do = Rien n’a été enregistré. Ouvrez ici la page du formulaire et envoyez-le de nouveau ; un programme qui envoie des formulaires doit indiquer d’où il les envoie (en-tête Origin).
refusal-input = Cette saisie ne peut pas servir
refusal-conflict = Cela n’a pas été fait
refusal-day = « { $input } » n’est pas un jour. Écrivez année-mois-jour, par exemple 2025-07-01.
refusal-day-not-later = « { $input } » n’est pas après le jour présent. Le jour de la démonstration n’avance que vers l’avant.
refusal-form-without-id = Ce formulaire est arrivé sans son numéro propre : un second envoi ne pourrait pas être distingué du premier. Rien n’a été enregistré.
refusal-form-sent-before = Ce formulaire a déjà été envoyé avec un autre contenu, et ce qui a été enregistré alors demeure. Rien de ceci n’a été enregistré.
form-send-again = Vérifiez-le et envoyez-le à nouveau.
form-open-again = Ouvrez de nouveau sa page et envoyez-le de là.
refusal-failure = Une erreur s’est produite chez nous
refusal-failure-do = Ce que vous aviez enregistré est intact. Réessayez ; si cela se répète, donnez à l’exploitant la référence { $number }.
sign-in = Se connecter
sign-out = Se déconnecter
refusal-sign-in = Il faut se connecter
refusal-sign-in-do = Ce que vous avez tapé est encore dans le navigateur. Connectez-vous dans un autre onglet, puis rechargez cette page pour l’envoyer.
refusal-not-allowed = Votre compte ne peut pas faire cela
refusal-not-allowed-do = Rien n’a changé. Si c’est votre travail, demandez le droit à l’administrateur de votre unité.
