# Long work
